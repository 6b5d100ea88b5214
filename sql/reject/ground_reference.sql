/*
severity: error
must_not:
  nl: "Een grond van een feit dat niet in het uittreksel staat, of zelf is afgewezen."
  en: "A ground of an offence that is not in the extract, or was rejected itself."
do:
  nl: "Lever het feit erbij, of laat de grond weg."
  en: "Deliver the offence too, or leave the ground out."
*/
select
  'ground' as table_name,
  ground.file,
  ground.record,
  'offence_number' as column_name,
  ground.offence_number as value,
  'offences' as expected,
  cast(null as varchar) as period
from accepted.ground as ground
where not exists (
  select 1
  from record.outcome as outcome
  where outcome.offence_number = ground.offence_number and outcome.inflow_date is not null
)
