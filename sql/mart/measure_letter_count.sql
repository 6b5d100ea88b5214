/*
grain: {nl: "Het aantal maatregelen met één status in één brief.", en: "The number of measures with one status in one letter."}
columns:
  status: {nl: "Status op de datum van die brief (codelijst measure_status).", en: "Status on the date of that letter (codelist measure_status)."}
  measures: {type: BIGINT, nl: "Hoeveel maatregelen.", en: "How many measures."}
key: [letter_order, status]
*/
select
  letter.letter_id,
  letter.letter_date,
  letter.letter_order,
  measure_status.status,
  count(*) as measures,
  list(measure_status.measure_status_id order by measure_status.measure_number, measure_status.measure_part) as measure_status_ids
from core.letter as letter
join core.measure_status as measure_status using (letter_id)
group by letter.letter_id, letter.letter_date, letter.letter_order, measure_status.status
