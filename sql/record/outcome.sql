/*
grain:
  nl: "Eén feit met zijn afdoening en uitspraak; of een afdoening of uitspraak waar geen feit bij is."
  en: "One offence with its disposal and verdict; or a disposal or verdict without an offence."
columns:
  offence_number: {nl: "Het feit.", en: "The offence."}
  inflow_date: {nl: "Dag van instroom; leeg als er geen feit is.", en: "Day of inflow; empty when there is no offence."}
  article: {nl: "Artikel.", en: "Article."}
  online: {nl: "Online of niet.", en: "Online or not."}
  disposal_date: {nl: "Dag van afdoening, als die klopt.", en: "Day of disposal, when it is right."}
  disposal: {nl: "Afdoening, als die klopt.", en: "Disposal, when it is right."}
  verdict_date: {nl: "Dag van de uitspraak, als die klopt.", en: "Day of the verdict, when it is right."}
  verdict: {nl: "Uitspraak, als die klopt.", en: "Verdict, when it is right."}
  disposal_fault: {nl: "Wat er mis is met de afdoening; leeg als er niets mis is.", en: "What is wrong with the disposal; empty when nothing is."}
  verdict_fault: {nl: "Wat er mis is met de uitspraak; leeg als er niets mis is.", en: "What is wrong with the verdict; empty when nothing is."}
snapshot: true
*/
with disposed as (
  select
    coalesce(offence.offence_number, disposal.offence_number) as offence_number,
    offence.inflow_date,
    offence.article,
    offence.online,
    disposal.disposal_date,
    disposal.disposal,
    case
      when disposal.offence_number is null then null
      when offence.offence_number is null then 'disposal_reference'
      when disposal.disposal_date < offence.inflow_date then 'disposal_date'
    end as disposal_fault
  from record.offence as offence
  full join accepted.disposal as disposal on disposal.offence_number = offence.offence_number
),

decided as (
  select
    coalesce(disposed.offence_number, verdict.offence_number) as offence_number,
    disposed.inflow_date,
    disposed.article,
    disposed.online,
    case when disposed.disposal_fault is null then disposed.disposal_date end as disposal_date,
    case when disposed.disposal_fault is null then disposed.disposal end as disposal,
    verdict.verdict_date,
    verdict.verdict,
    disposed.disposal_fault,
    case
      when verdict.offence_number is null then null
      when disposed.inflow_date is null then 'verdict_reference'
      when disposed.disposal_date is null or disposed.disposal_fault is not null then 'verdict_disposal'
      when verdict.verdict_date < disposed.disposal_date then 'verdict_date'
    end as verdict_fault
  from disposed
  full join accepted.verdict as verdict on verdict.offence_number = disposed.offence_number
)

select
  offence_number,
  inflow_date,
  article,
  online,
  disposal_date,
  disposal,
  case when verdict_fault is null then verdict_date end as verdict_date,
  case when verdict_fault is null then verdict end as verdict,
  disposal_fault,
  verdict_fault
from decided
