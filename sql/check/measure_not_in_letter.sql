/*
severity: warning
must_not:
  nl: "Een maatregel uit een eerdere brief die in een latere brief ontbreekt zonder dat is gezegd waarom."
  en: "A measure of an earlier letter that is missing in a later one without a reason."
do:
  nl: "Kijk in de brief. Is zij beëindigd, vernummerd of gesplitst, leg dat dan vast in data/measures/measure_change.csv; anders zegt de site dat de brief haar niet noemt."
  en: "Look in the letter. If it was ended, renumbered or split, record that in data/measures/measure_change.csv; else the site says that the letter does not mention it."
*/
select
  measure_id,
  letter_id,
  letter_date,
  previous_status
from mart.measure_status_over_time
where change = 'not_in_letter'
