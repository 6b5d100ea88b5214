/*
grain:
  nl: "Aantal verdachten die in alles wat hier staat gelijk zijn, binnen één bereik van zaken."
  en: "Number of suspects that are alike in all that stands here, within one range of cases."
columns:
  inflow_year: {nl: "Jaar waarin de zaak instroomde.", en: "Year in which the case came in."}
  age_group: {nl: "Leeftijdsgroep.", en: "Age group."}
  sex: {nl: "Geslacht.", en: "Sex."}
  suspect_fault: {nl: "Wat er mis is met de rij; leeg als er niets mis is.", en: "What is wrong with the row; empty when nothing is."}
  suspects: {nl: "Aantal verdachten.", en: "Number of suspects."}
ranges: {of: accepted.offence, key: case_number}
*/
select
  criminal_case.inflow_year,
  suspect.age_group,
  suspect.sex,
  case when criminal_case.case_number is null then 'suspect_reference' end as suspect_fault,
  count(*) as suspects
from accepted.suspect as suspect
left join record.criminal_case as criminal_case using (case_number)
where suspect.case_number >= $lower and ($upper is null or suspect.case_number < $upper)
group by all
