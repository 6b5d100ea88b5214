/*
grain: {nl: "Hoeveel feiten gelijk zijn in alles wat hier staat.", en: "How many offences are alike in all that stands here."}
columns:
  inflow_year: {nl: "Jaar van instroom.", en: "Year of inflow."}
  article: {nl: "Artikel.", en: "Article."}
  online: {nl: "Online of niet.", en: "Online or not."}
  disposal_year: {nl: "Jaar van afdoening.", en: "Year of disposal."}
  disposal: {nl: "Afdoening.", en: "Disposal."}
  verdict_year: {nl: "Jaar van de uitspraak.", en: "Year of the verdict."}
  verdict: {nl: "Uitspraak.", en: "Verdict."}
  case_age: {nl: "Ouderdom op de dag van de extractie, als het feit nog openstaat.", en: "Age on the day of the extract, when the offence is still open."}
  disposal_fault: {nl: "Wat er mis is met de afdoening.", en: "What is wrong with the disposal."}
  verdict_fault: {nl: "Wat er mis is met de uitspraak.", en: "What is wrong with the verdict."}
  offences: {nl: "Aantal feiten.", en: "Number of offences."}
order: [inflow_year, article, online, disposal_year, disposal, verdict_year, verdict, case_age, disposal_fault, verdict_fault]
*/
with dated as (
  select
    outcome.*,
    case
      when outcome.disposal is not null then null
      when outcome.inflow_date > info.extract_date - interval 3 month then 'under_3_months'
      when outcome.inflow_date > info.extract_date - interval 6 month then 'months_3_6'
      when outcome.inflow_date > info.extract_date - interval 12 month then 'months_6_12'
      when outcome.inflow_date > info.extract_date - interval 24 month then 'years_1_2'
      else 'years_2_plus'
    end as case_age
  from record.outcome as outcome
  cross join raw.extract_info as info
)

select
  year(inflow_date) as inflow_year,
  article,
  online,
  year(disposal_date) as disposal_year,
  disposal,
  year(verdict_date) as verdict_year,
  verdict,
  case_age,
  disposal_fault,
  verdict_fault,
  count(*) as offences
from dated
group by all
