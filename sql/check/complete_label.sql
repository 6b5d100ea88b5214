/*
severity: error
must_not:
  nl: "Een waarde in een mart met een andere reeks, periode, categorie, nauwkeurigheid of breuk dan het cijfer eronder, of zonder waarde."
  en: "A value in a mart with another series, period, category, precision or break than the figure under it, or without a value."
do:
  nl: "Laat het model doorgeven wat bij het cijfer staat."
  en: "Let the model pass on what stands with the figure."
*/
-- The figures are read from the files; only the break comes from core.preferred, where
-- complete_break holds it.
with shown as (
  select
    'mart.chain' as model,
    time_period,
    body,
    series_id,
    dimension,
    category,
    unit,
    obs_value,
    obs_status,
    precision,
    break_id,
    operation,
    lineage
  from mart.chain
  union all
  select 'mart.hate_crime', time_period, body, series_id, dimension, category, unit, obs_value, obs_status, precision, break_id, operation, lineage
  from mart.hate_crime
  union all
  select 'mart.inflow_article', time_period, body, series_id, dimension, category, unit, obs_value, obs_status, precision, break_id, operation, lineage
  from mart.inflow_article
  union all
  select 'mart.inflow_by_year', time_period, body, series_id, dimension, category, unit, obs_value, obs_status, precision, break_id, operation, lineage
  from mart.inflow_by_year
  union all
  select 'mart.inflow_ground', time_period, body, series_id, dimension, category, unit, coalesce(count_value, percent_value), obs_status, precision, break_id, operation, lineage
  from mart.inflow_ground
  union all
  select 'mart.key_figure', time_period, body, series_id, dimension, category, unit, obs_value, obs_status, precision, break_id, operation, lineage
  from mart.key_figure
  union all
  select 'mart.odihr_return', time_period, body, series_id, dimension, category, unit, obs_value, obs_status, precision, break_id, operation, lineage
  from mart.odihr_return
  union all
  select 'mart.police_comparable', time_period, body, series_id, dimension, category, unit, obs_value, obs_status, precision, break_id, operation, lineage
  from mart.police_comparable
  union all
  select 'mart.prosecuted_sentenced', time_period, body, series_id, dimension, category, unit, obs_value, obs_status, precision, break_id, operation, lineage
  from mart.prosecuted_sentenced
  union all
  select 'mart.rate', time_period, body, series_id, dimension, category, unit, obs_value, obs_status, precision, break_id, operation, lineage
  from mart.rate
  union all
  select 'mart.police_detail', time_period, body, series_id, dimension, category, unit, coalesce(count_value, percent_value), obs_status, precision, break_id, operation, lineage
  from mart.police_detail
  union all
  select 'mart.topic', time_period, body, series_id, dimension, category, unit, coalesce(count_value, percent_value), obs_status, precision, break_id, operation, lineage
  from mart.topic
),

figure as (
  select observation_id, series_id, dimension, category, unit, time_period, obs_value, precision
  from raw.observation
  union all
  select observation_id, series_id, 'total', 'total', 'count', time_period, population, precision
  from raw.population
),

-- The first figure under a value gives it its labels. What is computed of two figures
-- has the unit of the operation; a part that is left over, the name of its own series.
first_figure as (
  select
    shown.*,
    figure.series_id as figure_series,
    figure.dimension as figure_dimension,
    figure.category as figure_category,
    figure.unit as figure_unit,
    figure.time_period as figure_period,
    figure.precision as figure_precision,
    series.body as figure_body,
    preferred.break_id as figure_break
  from shown
  join figure on figure.observation_id = shown.lineage[1]
  join raw.series as series on series.series_id = figure.series_id
  left join core.preferred as preferred on preferred.observation_id = figure.observation_id
)

select
  model,
  series_id,
  time_period,
  category,
  obs_value,
  lineage
from first_figure
where
  -- A rate whose year has no inhabitants yet rests on the count alone.
  (obs_value is null and obs_status <> 'Q' and not (operation = 'rate' and len(lineage) = 1))
  or time_period <> figure_period
  or dimension <> figure_dimension
  or category <> figure_category
  or body <> figure_body
  or precision <> figure_precision
  or (operation in ('given', 'share', 'rate') and model <> 'mart.police_comparable' and series_id <> figure_series)
  or (operation in ('given', 'sum', 'difference') and unit <> figure_unit)
  or (operation in ('given', 'share', 'rate') and model <> 'mart.police_comparable' and break_id is distinct from figure_break)
union all
select
  'mart.odihr_return',
  series_id,
  time_period,
  stage,
  obs_value,
  lineage
from mart.odihr_return
where (stage = 'police') <> contains(series_id, 'hate_crime_incident') or (stage <> 'police' and not contains(series_id, stage))
