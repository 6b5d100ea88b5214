/*
grain: {nl: "Eén cijfer van een heel jaar, in de kolommen waarin tabellen met cijfers het tonen.", en: "One figure of a whole year, in the columns in which tables of figures show it."}
columns:
  body: {nl: "Wie telt of, bij een opgave, wie haar publiceert (core.series, counted_by).", en: "Who counts or, of a return, who publishes it (core.series, counted_by)."}
view: true
*/
select
  time_period,
  try_cast(time_period as integer) as year,
  body,
  series_id,
  population,
  unit_of_count,
  dimension,
  category,
  obs_value,
  unit,
  base_value,
  obs_status,
  conf_status,
  revised,
  obtained,
  precision,
  break_id,
  'given' as operation,
  publications,
  [observation_id] as lineage
from core.preferred
where regexp_full_match(time_period, '\d{4}')
