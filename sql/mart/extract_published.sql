/*
grain:
  nl: "De instroom in één jaar van één soort, zoals gepubliceerd of zoals geteld in het uittreksel; leeg zonder uittreksel."
  en: "The inflow of one year and kind, as published or as counted in the extract; empty without an extract."
columns:
  time_period: {nl: "Jaar.", en: "Year."}
  body: {nl: "Wie telt.", en: "Who counts."}
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
order: [series_id, time_period]
chart: true
*/
with counted as (
  select *
  from mart.extract_breakdown
  where dimension = 'total' and series_id in ('extract_total_offence', 'extract_specific_offence', 'extract_codis_offence')
)

select
  counted.time_period,
  counted.body,
  counted.series_id,
  counted.population,
  counted.unit_of_count,
  counted.dimension,
  counted.category,
  counted.obs_value,
  counted.unit,
  counted.base_value,
  counted.obs_status,
  counted.obtained,
  counted.precision,
  counted.break_id,
  counted.operation,
  counted.publications,
  counted.lineage
from counted
union all
select
  published.time_period,
  published.body,
  published.series_id,
  published.population,
  published.unit_of_count,
  published.dimension,
  published.category,
  published.obs_value,
  published.unit,
  published.base_value,
  published.obs_status,
  published.obtained,
  published.precision,
  published.break_id,
  published.operation,
  published.publications,
  published.lineage
from mart.inflow_by_year as published
where exists (select 1 from counted)
