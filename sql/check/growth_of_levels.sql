/*
severity: error
must_not:
  nl: "Een gepubliceerde verandering die niet volgt uit de twee cijfers die dit rapport gebruikt."
  en: "A published change that does not follow from the two figures this report uses."
do:
  nl: "Vergelijk de verandering en beide cijfers met hun publicaties. Gaat de verandering over een andere afbakening, geef haar dan status V."
  en: "Compare the change and both figures with their publications. If the change is about another scope, give it status V."
*/
-- The category of a change is growth_pct or growth_count, or that after the name of
-- the category that changed. It is against the year before.
with growth as (
  select
    observation_id,
    series_id,
    time_period,
    cast(cast(time_period as integer) - 1 as varchar) as previous_period,
    regexp_extract(category, '^(?:(.*)_)?growth_', 1) as part,
    obs_value,
    unit,
    base_value,
    try_cast(base as double) as base_number,
    len(regexp_extract(cast(obs_value as varchar), '\.(\d*[1-9])', 1)) as decimals
  from core.observation
  where
    contains(dimension, 'growth')
    and obs_status <> 'V'
    and precision = 'exact'
    and regexp_full_match(time_period, '\d{4}')
),

-- What stands in base is the year before, or the figure of that year.
based as (
  select
    *,
    coalesce(base_value, case when base_number <> cast(previous_period as double) then base_number end) as previous_printed
  from growth
),

break_between as (
  select distinct based.observation_id
  from based
  join core.series_break as series_break
    on series_break.series_id = based.series_id
    and series_break.dimension is null
    and series_break.time_period > based.previous_period
    and series_break.time_period <= based.time_period
),

-- Across the break of the police, the count that is the same on both sides.
level as (
  select series_id, dimension, category, time_period, obs_value, false as comparable
  from core.preferred
  where unit = 'count' and precision = 'exact'
  union all
  select 'police_incident', dimension, category, time_period, obs_value, true
  from mart.police_comparable
),

paired as (
  select
    based.*,
    later.obs_value as value,
    earlier.obs_value as previous_value
  from based
  left join break_between using (observation_id)
  left join level as later
    on later.series_id = based.series_id
    and later.time_period = based.time_period
    and later.comparable = (break_between.observation_id is not null)
    and (later.category = based.part or (based.part = '' and later.dimension = 'total'))
  left join level as earlier
    on earlier.series_id = based.series_id
    and earlier.time_period = based.previous_period
    and earlier.comparable = (break_between.observation_id is not null)
    and (earlier.category = based.part or (based.part = '' and earlier.dimension = 'total'))
),

computed as (
  select
    *,
    case when unit = 'count' then value - previous_value else 100 * (value - previous_value) / previous_value end as computed,
    case when unit = 'count' then 0 else 0.5 * pow(10, -decimals) end as rounding
  from paired
)

select
  observation_id,
  series_id,
  previous_period,
  previous_value,
  time_period,
  value,
  obs_value as printed_change,
  round(computed, 2) as computed_change,
  previous_printed
from computed
where
  abs(computed - obs_value) > rounding + 1e-9
  or (previous_printed is not null and previous_value is distinct from previous_printed)
