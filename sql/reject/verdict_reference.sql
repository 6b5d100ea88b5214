/*
severity: error
must_not:
  nl: "Een uitspraak over een feit dat niet in de extractie staat, of zelf is afgewezen."
  en: "A verdict on an offence that is not in the extract, or was rejected itself."
do:
  nl: "Lever het feit erbij, of laat de uitspraak weg."
  en: "Deliver the offence too, or leave the verdict out."
ranges: {of: accepted.offence, key: offence_number}
*/
select
  'verdict' as table_name,
  verdict.file,
  verdict.record,
  'offence_number' as column_name,
  verdict.offence_number as value,
  'offences' as expected,
  cast(year(verdict.verdict_date) as varchar) as period
from accepted.verdict as verdict
left join record.outcome as outcome using (offence_number)
where outcome.inflow_date is null
  and verdict.offence_number >= $lower and ($upper is null or verdict.offence_number < $upper)
