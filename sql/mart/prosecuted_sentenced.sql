/*
grain: {nl: "Vervolgd of veroordeeld volgens de opgave aan ODIHR, in één jaar.", en: "Prosecuted or sentenced as reported to ODIHR, in one year."}
columns:
  body: {nl: "Wie telt of, bij een opgave, wie haar publiceert (core.series, counted_by).", en: "Who counts or, of a return, who publishes it (core.series, counted_by)."}
  obs_value: {type: BIGINT}
key: [series_id, time_period]
chart: true
*/
select * replace (cast(obs_value as bigint) as obs_value)
from core.figure
where
  series_id in ('odihr_prosecuted', 'odihr_sentenced')
  and unit = 'count'
