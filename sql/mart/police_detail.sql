/*
grain:
  nl: "Eén cijfer van de politie naar vorm, plaats of regio, van het laatste jaar waarvan er een is."
  en: "One figure of the police by form, place or region, of the last year of which there is one."
key: [series_id, dimension, unit, category]
chart: true
*/
select *
from core.figure
where body = 'police' and dimension in ('form', 'location', 'region')
qualify time_period = max(time_period) over (partition by series_id, dimension, unit)
