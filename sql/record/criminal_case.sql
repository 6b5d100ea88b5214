/*
grain: {nl: "Eén zaak, met hoeveel feiten zij heeft.", en: "One case, with how many offences it has."}
columns:
  case_number: {nl: "De zaak.", en: "The case."}
  cluster: {nl: "Haar cluster; leeg als zij op zichzelf staat.", en: "Its cluster; empty when it stands alone."}
  inflow_year: {nl: "Jaar waarin haar eerste feit instroomde.", en: "Year in which its first offence came in."}
  offences: {nl: "Aantal feiten.", en: "Number of offences."}
ranges: {of: accepted.offence, key: case_number}
*/
select
  case_number,
  min(cluster) as cluster,
  min(inflow_year) as inflow_year,
  count(*) as offences
from record.offence
where case_number >= $lower and ($upper is null or case_number < $upper)
group by case_number
