/*
grain: {nl: "Het aantal maatregelen met één status in de laatste brief, op de datum daarvan. Brieven worden nooit samengeteld; mart.measure_letter_count heeft ze alle.", en: "The number of measures with one status in the last letter, on its date. Letters are never counted together; mart.measure_letter_count has them all."}
columns:
  time_period: {nl: "Datum van die brief.", en: "Date of that letter."}
  body: {nl: "Wie telt.", en: "Who counts."}
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
order: [category]
chart: true
*/
select
  letter.letter_date as time_period,
  'other' as body,
  'measure_status' as series_id,
  'measures' as population,
  'measure' as unit_of_count,
  'status' as dimension,
  measure_status.status as category,
  cast(count(*) as double) as obs_value,
  'count' as unit,
  cast(null as bigint) as base_value,
  'A' as obs_status,
  'computed' as obtained,
  'exact' as precision,
  cast(null as varchar) as break_id,
  'count' as operation,
  [letter.letter_id] as publications,
  list(measure_status.measure_status_id order by measure_status.measure_number, measure_status.measure_part) as lineage
from core.letter as letter
join core.measure_status as measure_status using (letter_id)
where letter.is_last
group by letter.letter_id, letter.letter_date, measure_status.status
