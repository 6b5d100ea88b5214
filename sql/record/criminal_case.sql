/*
grain: {nl: "Eén zaak, met hoeveel feiten zij heeft.", en: "One case, with how many offences it has."}
columns:
  case_number: {nl: "De zaak.", en: "The case."}
  cluster: {nl: "Haar cluster; leeg als zij op zichzelf staat.", en: "Its cluster; empty when it stands alone."}
  inflow_year: {nl: "Jaar waarin haar eerste feit instroomde.", en: "Year in which its first offence came in."}
  offences: {nl: "Aantal feiten.", en: "Number of offences."}
  part_offences:
    nl: "Aantal feiten daarvan die in dat jaar instroomden tot en met de dag van record.part_year; nul in andere jaren."
    en: "Number of those offences that came in in that year up to the day of record.part_year; zero in other years."
ranges: {of: accepted.offence, key: case_number}
*/
with year_of_case as (
  select
    offence.case_number,
    offence.inflow_year,
    min(offence.cluster) as cluster,
    count(*) as offences,
    count(*) filter (where offence.inflow_date <= part.last_day) as part_offences
  from record.offence as offence
  left join record.part_year as part using (inflow_year)
  where offence.case_number >= $lower and ($upper is null or offence.case_number < $upper)
  group by offence.case_number, offence.inflow_year
)

select
  case_number,
  min(cluster) as cluster,
  min(inflow_year) as inflow_year,
  cast(sum(offences) as bigint) as offences,
  arg_min(part_offences, inflow_year) as part_offences
from year_of_case
group by case_number
