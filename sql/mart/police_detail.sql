/*
grain:
  nl: "Eén cijfer van de politie naar vorm, plaats of regio, van het laatste jaar waarvan er een is."
  en: "One figure of the police by form, place or region, of the last year of which there is one."
key: [series_id, dimension, unit, category]
chart: true
*/
select
  * exclude (obs_value),
  case when unit = 'count' then cast(obs_value as bigint) end as count_value,
  case when unit = 'percent' then obs_value end as percent_value
from core.figure
where body = 'police' and dimension in ('form', 'location', 'region')
qualify time_period = max(time_period) over (partition by series_id, dimension, unit)
