/*
severity: error
must_not:
  nl: "Een uitspraak van voor de dag van afdoening."
  en: "A verdict from before the day of disposal."
do:
  nl: "Verbeter een van de twee dagen."
  en: "Correct one of the two days."
*/
-- A year that no other verdict has is there only by the fault: it counts for none.
with verdict_year as (
  select distinct verdict_year
  from extract.outcome_count
  where verdict is not null
)

select
  'verdict' as table_name,
  verdict.file,
  verdict.record,
  'verdict_date' as column_name,
  cast(verdict.verdict_date as varchar) as value,
  cast(outcome.disposal_date as varchar) as expected,
  cast(verdict_year.verdict_year as varchar) as period
from accepted.verdict as verdict
join record.outcome as outcome using (offence_number)
left join verdict_year on verdict_year.verdict_year = year(verdict.verdict_date)
where outcome.verdict_fault = 'verdict_date'
