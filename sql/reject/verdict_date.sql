/*
severity: error
must_not:
  nl: "Een uitspraak van voor de dag van afdoening."
  en: "A verdict from before the day of disposal."
do:
  nl: "Verbeter een van de twee dagen."
  en: "Correct one of the two days."
*/
select
  'verdict' as table_name,
  verdict.file,
  verdict.record,
  'verdict_date' as column_name,
  cast(verdict.verdict_date as varchar) as value,
  cast(outcome.disposal_date as varchar) as expected,
  cast(year(verdict.verdict_date) as varchar) as period
from accepted.verdict as verdict
join record.outcome as outcome using (offence_number)
where outcome.verdict_fault = 'verdict_date'
