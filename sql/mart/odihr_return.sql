/*
grain:
  nl: "Eén cijfer van de opgave aan ODIHR: per jaar, stap, uitsplitsing en categorie. Motieven overlappen en worden nooit opgeteld. Een jaar dat niet om is, staat er niet in."
  en: "One figure of the return to ODIHR: per year, stage, breakdown and category. Bias motivations overlap and are never added. A year that is not over is not in it."
columns:
  time_period: {nl: "Jaar.", en: "Year."}
  body: {nl: "Wie telt of, bij een opgave, wie haar publiceert (core.series, counted_by).", en: "Who counts or, of a return, who publishes it (core.series, counted_by)."}
  series_id: {nl: "De reeks (core.series).", en: "The series (core.series)."}
  population: {nl: "Wat wordt geteld.", en: "What is counted."}
  unit_of_count: {nl: "Wat één is.", en: "What one is."}
  dimension: {nl: "Waarnaar is uitgesplitst.", en: "What it is broken down by."}
  category: {nl: "De categorie daarbinnen.", en: "The category within it."}
  obs_value: {nl: "De waarde; leeg als zij vertrouwelijk is.", en: "The value; empty when it is confidential."}
  unit: {nl: "Eenheid van de waarde: aantal, procent of per 100.000 inwoners.", en: "Unit of the value: count, per cent or per 100,000 inhabitants."}
  base_value: {nl: "Waarvan een percentage een deel is, als die grootte bekend is.", en: "What a percentage is a share of, when that size is known."}
  obs_status: {nl: "Status (codelijst obs_status).", en: "Status (codelist obs_status)."}
  obtained: {nl: "Gedrukt, volgend uit de tekst, hier berekend, of geteld in het uittreksel.", en: "Printed, following from the text, computed here, or counted in the extract."}
  precision: {nl: "Exact, afgerond of ondergrens.", en: "Exact, rounded or lower bound."}
  break_id: {nl: "De reeksbreuk vlak voor deze waarde.", en: "The series break just before this value."}
  operation: {nl: "Hoe de waarde uit haar herkomst volgt: given, sum, difference, share, rate of count.", en: "How the value follows from its lineage: given, sum, difference, share, rate or count."}
  publications: {nl: "De publicaties waar de waarde op rust; de eerste is de gebruikte.", en: "The publications the value rests on; the first is the one used."}
  lineage: {nl: "De waarnemingen onder de waarde, in volgorde van de bewerking.", en: "The observations under the value, in the order of the operation."}
  stage: {nl: "Stap: police, prosecuted of sentenced.", en: "Stage: police, prosecuted or sentenced."}
  origin: {nl: "published: zoals ODIHR het publiceerde; extract: geteld in het uittreksel volgens de werkdefinities.", en: "published: as ODIHR published it; extract: counted in the extract by the working definitions."}
order: [stage, origin, series_id, dimension, category, time_period]
chart: true
*/
with stages as (
  select 'odihr_hate_crime_incident' as series_id, 'police' as stage, 'published' as origin
  union all
  select 'odihr_prosecuted', 'prosecuted', 'published'
  union all
  select 'odihr_sentenced', 'sentenced', 'published'
  union all
  select 'extract_prosecuted_hate_crime', 'prosecuted', 'extract'
  union all
  select 'extract_sentenced_hate_crime', 'sentenced', 'extract'
)

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
  [preferred.observation_id] as lineage,
  stages.stage,
  stages.origin
from core.preferred as preferred
join stages using (series_id)
left join core.part_year as part on part.time_period = preferred.time_period and stages.origin = 'extract'
where
  preferred.unit = 'count'
  and part.time_period is null
  and regexp_full_match(preferred.time_period, '\d{4}')
  and preferred.dimension in ('total', 'disposal', 'verdict', 'bias_motivation', 'crime_type')
