/*
severity: error
must_not:
  nl: "Een grond in een wettelijke omschrijving die op de dag van het feit niet gold; is die dag niet bekend, dan een die tot de dag van instroom niet gold."
  en: "A ground in a legal wording that did not hold on the day of the offence; where that day is not known, one that did not hold up to the day of inflow."
do:
  nl: "Gebruik de omschrijving van de dag van het feit (offence_date); de wet veranderde op 1 juli 2025."
  en: "Use the wording of the day of the offence (offence_date); the law changed on 1 July 2025."
ranges: {of: accepted.offence, key: offence_number}
*/
select
  'ground' as table_name,
  ground.file,
  ground.record,
  'ground' as column_name,
  ground.ground as value,
  concat_ws('/', cast(code.valid_from as varchar), cast(code.valid_to as varchar)) as expected,
  -- It gets the year of its offence or case where that is known.
  cast(null as varchar) as period
from accepted.ground as ground
join record.outcome as outcome using (offence_number)
join raw.extract_code as code on code.dimension = 'ground' and code.code = ground.ground
where (coalesce(outcome.offence_date, outcome.inflow_date) < code.valid_from or outcome.offence_date > code.valid_to)
  and ground.offence_number >= $lower and ($upper is null or ground.offence_number < $upper)
