/*
severity: error
must_not:
  nl: "Een afdoening van een feit dat niet in de extractie staat, of zelf is afgewezen."
  en: "A disposal of an offence that is not in the extract, or was rejected itself."
do:
  nl: "Lever het feit erbij, of laat de afdoening weg."
  en: "Deliver the offence too, or leave the disposal out."
ranges: {of: accepted.offence, key: offence_number}
*/
select
  'disposal' as table_name,
  disposal.file,
  disposal.record,
  'offence_number' as column_name,
  disposal.offence_number as value,
  'offences' as expected,
  cast(year(disposal.disposal_date) as varchar) as period
from accepted.disposal as disposal
left join record.outcome as outcome using (offence_number)
where outcome.inflow_date is null
  and disposal.offence_number >= $lower and ($upper is null or disposal.offence_number < $upper)
