/*
severity: error
must_not:
  nl: "Een gekozen of berekend cijfer dat niet of anders in mart.figure staat, een naam of bron mist, of er niet hoort."
  en: "A chosen or computed figure that is not in mart.figure or stands there otherwise, lacks a name or a source, or does not belong."
do:
  nl: "Herstel sql/mart/figure.sql, of geef de code een naam in data/codelists."
  en: "Correct sql/mart/figure.sql, or name the code in data/codelists."
*/
with told as (
  select series_id, dimension, category, unit, time_period, obs_value, obs_status, conf_status, revised
  from core.preferred
  union all
  select series_id, dimension, category, unit, time_period, obs_value, obs_status, conf_status, revised
  from mart.inflow_by_year
  where obtained = 'computed'
  union all
  select series_id, dimension, category, unit, time_period, obs_value, obs_status, conf_status, revised
  from mart.inflow_article
  where obtained = 'computed'
  union all
  select series_id, dimension, category, unit, time_period, obs_value, obs_status, conf_status, revised
  from mart.police_comparable
  union all
  select series_id, dimension, category, unit, time_period, obs_value, obs_status, conf_status, revised
  from mart.rate
),

shown as (
  select
    series_id,
    dimension,
    category,
    unit,
    time_period,
    obs_status,
    conf_status,
    revised,
    -- A number stands in the column of its unit, and a change in its own: in no two columns.
    case
      when (count_value is not null)::integer + (percent_value is not null)::integer
        + (rate_value is not null)::integer + (change_value is not null)::integer > 1 then null
      when dimension = 'growth' then change_value
      when unit = 'count' then cast(count_value as double)
      when unit = 'percent' then percent_value
      when unit = 'per_100000' then rate_value
    end as obs_value,
    body_nl is null or body_en is null or series_nl is null or series_en is null or unit_of_count_nl is null or unit_of_count_en is null
    or dimension_nl is null or dimension_en is null or category_nl is null or category_en is null or unit_nl is null or unit_en is null
    or obs_status_nl is null or obs_status_en is null or conf_status_nl is null or conf_status_en is null or is_total is null or overlapping is null
    or source_kind is null or source_title is null or publisher is null
    or (break_id is not null and (break_nl is null or break_en is null))
    or (holds_event and (event_nl is null or event_en is null))
    or (year is null and regexp_full_match(time_period, '\d{4}')) as incomplete
  from mart.figure
)

select
  series_id,
  dimension,
  category,
  unit,
  time_period,
  told.obs_value as told_value,
  shown.obs_value as shown_value,
  coalesce(shown.incomplete, true) as incomplete
from told
full join shown using (series_id, dimension, category, unit, time_period)
where
  told.obs_status is null
  or shown.obs_status is null
  or (told.obs_status, told.conf_status, told.revised) is distinct from (shown.obs_status, shown.conf_status, shown.revised)
  or told.obs_value is distinct from shown.obs_value
  or shown.incomplete
