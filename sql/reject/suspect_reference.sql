/*
severity: error
must_not:
  nl: "Een verdachte in een zaak die niet in de extractie staat, of waarvan alle feiten zijn afgewezen."
  en: "A suspect in a case that is not in the extract, or whose offences were all rejected."
do:
  nl: "Lever de feiten van de zaak erbij, of laat de verdachte weg."
  en: "Deliver the offences of the case too, or leave the suspect out."
ranges: {of: accepted.offence, key: case_number}
*/
select
  'suspect' as table_name,
  suspect.file,
  suspect.record,
  'case_number' as column_name,
  suspect.case_number as value,
  'offences' as expected,
  -- It gets the year of its offence or case where that is known.
  cast(null as varchar) as period
from accepted.suspect as suspect
left join record.criminal_case as criminal_case using (case_number)
where criminal_case.case_number is null
  and suspect.case_number >= $lower and ($upper is null or suspect.case_number < $upper)
