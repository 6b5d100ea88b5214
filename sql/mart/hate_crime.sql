/*
grain: {nl: "Hate crime of hate speech volgens de opgave aan ODIHR, in één jaar en één categorie.", en: "Hate crime or hate speech as reported to ODIHR, in one year and one category."}
columns:
  body: {nl: "Wie telt of, bij een opgave, wie haar publiceert (core.series, counted_by).", en: "Who counts or, of a return, who publishes it (core.series, counted_by)."}
  obs_value: {type: BIGINT}
key: [series_id, dimension, category, time_period]
chart: true
*/
select * replace (cast(obs_value as bigint) as obs_value)
from core.figure
where
  series_id in ('odihr_hate_crime_incident', 'odihr_hate_speech_incident')
  and unit = 'count'
