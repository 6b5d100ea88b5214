/*
grain: {nl: "Het aantal maatregelen met één status in de laatste brief, op de datum daarvan. Brieven worden nooit samengeteld; mart.measure_letter_count heeft ze alle.", en: "The number of measures with one status in the last letter, on its date. Letters are never counted together; mart.measure_letter_count has them all."}
columns:
  obs_value: {type: BIGINT}
  time_period: {nl: "Datum van die brief.", en: "Date of that letter."}
key: [category]
chart: true
*/
select
  letter.letter_date as time_period,
  try_cast(letter.letter_date as integer) as year,
  'other' as body,
  'measure_status' as series_id,
  'measures' as population,
  'measure' as unit_of_count,
  'status' as dimension,
  measure_status.status as category,
  count(*) as obs_value,
  'count' as unit,
  cast(null as bigint) as base_value,
  'A' as obs_status,
  'F' as conf_status,
  false as revised,
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
