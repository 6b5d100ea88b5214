/*
grain: {nl: "De instroom bij het OM op één grond, van één soort, in één jaar en één eenheid.", en: "The inflow at the OM on one ground, of one kind, in one year and one unit."}
key: [series_id, unit, category, time_period]
chart: true
*/
select
  * exclude (obs_value),
  case when unit = 'count' then cast(obs_value as bigint) end as count_value,
  case when unit = 'percent' then obs_value end as percent_value
from core.figure
where
  body = 'OM'
  and unit_of_count = 'offence'
  and dimension = 'ground'
  and not starts_with(series_id, 'extract_')
