/*
severity: error
must_not:
  nl: "Een afdoening van voor de dag van instroom."
  en: "A disposal from before the day of inflow."
do:
  nl: "Verbeter een van de twee dagen."
  en: "Correct one of the two days."
*/
-- A year that no other disposal has is there only by the fault: it counts for none.
with disposal_year as (
  select distinct disposal_year
  from extract.outcome_count
  where disposal is not null
)

select
  'disposal' as table_name,
  disposal.file,
  disposal.record,
  'disposal_date' as column_name,
  cast(disposal.disposal_date as varchar) as value,
  cast(outcome.inflow_date as varchar) as expected,
  cast(disposal_year.disposal_year as varchar) as period
from accepted.disposal as disposal
join record.outcome as outcome using (offence_number)
left join disposal_year on disposal_year.disposal_year = year(disposal.disposal_date)
where outcome.disposal_fault = 'disposal_date'
