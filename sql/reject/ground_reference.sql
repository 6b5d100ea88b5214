/*
severity: error
must_not:
  nl: "Een grond van een feit dat niet in de extractie staat, of zelf is afgewezen."
  en: "A ground of an offence that is not in the extract, or was rejected itself."
do:
  nl: "Lever het feit erbij, of laat de grond weg."
  en: "Deliver the offence too, or leave the ground out."
ranges: {of: accepted.offence, key: offence_number}
*/
select
  'ground' as table_name,
  ground.file,
  ground.record,
  'offence_number' as column_name,
  ground.offence_number as value,
  'offences' as expected,
  -- It gets the year of its offence or case where that is known.
  cast(null as varchar) as period
from accepted.ground as ground
left join record.outcome as outcome using (offence_number)
where outcome.inflow_date is null
  and ground.offence_number >= $lower and ($upper is null or ground.offence_number < $upper)
