/*
severity: error
must_not:
  nl: "Een uitspraak over een feit zonder afdoening, of met een afdoening die is afgewezen."
  en: "A verdict on an offence without a disposal, or with one that was rejected."
do:
  nl: "Lever de afdoening erbij die naar de rechter leidde."
  en: "Deliver the disposal that led to the court too."
*/
select
  'verdict' as table_name,
  verdict.file,
  verdict.record,
  'offence_number' as column_name,
  verdict.offence_number as value,
  'disposals' as expected,
  cast(year(verdict.verdict_date) as varchar) as period
from accepted.verdict as verdict
where verdict.offence_number in (
  select offence_number
  from record.outcome
  where verdict_fault = 'verdict_disposal'
)
