/*
grain: {nl: "Hate crime of hate speech volgens de opgave aan ODIHR, in één jaar en één categorie.", en: "Hate crime or hate speech as reported to ODIHR, in one year and one category."}
columns:
  time_period: {nl: "Jaar.", en: "Year."}
  body: {nl: "Wie telt of, bij een opgave, wie haar publiceert (core.series, counted_by).", en: "Who counts or, of a return, who publishes it (core.series, counted_by)."}
  series_id: {nl: "De reeks (core.series).", en: "The series (core.series)."}
  population: {nl: "Wat wordt geteld.", en: "What is counted."}
  unit_of_count: {nl: "Wat één is.", en: "What one is."}
  dimension: {nl: "Waarnaar is uitgesplitst.", en: "What it is broken down by."}
  category: {nl: "De categorie daarbinnen.", en: "The category within it."}
  obs_value: {nl: "De waarde.", en: "The value."}
  unit: {nl: "Eenheid van de waarde: aantal, procent of per 100.000 inwoners.", en: "Unit of the value: count, per cent or per 100,000 inhabitants."}
  base_value: {nl: "Waarvan een percentage een deel is, als die grootte bekend is.", en: "What a percentage is a share of, when that size is known."}
  obs_status: {nl: "Status (codelijst obs_status).", en: "Status (codelist obs_status)."}
  obtained: {nl: "Gedrukt, volgend uit de tekst, of hier berekend.", en: "Printed, following from the text, or computed here."}
  precision: {nl: "Exact, afgerond of ondergrens.", en: "Exact, rounded or lower bound."}
  break_id: {nl: "De reeksbreuk vlak voor deze waarde.", en: "The series break just before this value."}
  operation: {nl: "Hoe de waarde uit haar herkomst volgt: given, sum, difference, share, rate of count.", en: "How the value follows from its lineage: given, sum, difference, share, rate or count."}
  publications: {nl: "De publicaties waar de waarde op rust; de eerste is de gebruikte.", en: "The publications the value rests on; the first is the one used."}
  lineage: {nl: "De waarnemingen onder de waarde, in volgorde van de bewerking.", en: "The observations under the value, in the order of the operation."}
order: [series_id, dimension, category, time_period]
chart: true
*/
select
  preferred.time_period,
  preferred.body,
  preferred.series_id,
  preferred.population,
  preferred.unit_of_count,
  preferred.dimension,
  preferred.category,
  preferred.obs_value,
  preferred.unit,
  preferred.base_value,
  preferred.obs_status,
  preferred.obtained,
  preferred.precision,
  preferred.break_id,
  'given' as operation,
  preferred.publications,
  [preferred.observation_id] as lineage
from core.preferred as preferred
where
  preferred.series_id in ('odihr_hate_crime_incident', 'odihr_hate_speech_incident')
  and preferred.unit = 'count'
  and regexp_full_match(preferred.time_period, '\d{4}')
