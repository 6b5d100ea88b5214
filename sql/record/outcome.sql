/*
grain: {nl: "Eén feit met zijn afdoening en uitspraak, als die er zijn.", en: "One offence with its disposal and verdict, when there are any."}
columns:
  offence_number: {nl: "Het feit.", en: "The offence."}
  inflow_date: {nl: "Dag van instroom.", en: "Day of inflow."}
  offence_date: {nl: "Dag van het feit, als die bekend is.", en: "Day of the offence, when it is known."}
  article: {nl: "Artikel.", en: "Article."}
  online: {nl: "Online of niet.", en: "Online or not."}
  disposal_date: {nl: "Dag van afdoening, als die klopt.", en: "Day of disposal, when it is right."}
  disposal: {nl: "Afdoening, als die klopt.", en: "Disposal, when it is right."}
  verdict_date: {nl: "Dag van de uitspraak, als die klopt.", en: "Day of the verdict, when it is right."}
  verdict: {nl: "Uitspraak, als die klopt.", en: "Verdict, when it is right."}
  disposal_fault: {nl: "Wat er mis is met de afdoening; leeg als er niets mis is.", en: "What is wrong with the disposal; empty when nothing is."}
  verdict_fault: {nl: "Wat er mis is met de uitspraak; leeg als er niets mis is.", en: "What is wrong with the verdict; empty when nothing is."}
ranges: {of: accepted.offence, key: offence_number}
*/
with disposed as (
  select
    offence.offence_number,
    offence.inflow_date,
    offence.offence_date,
    offence.article,
    offence.online,
    disposal.disposal_date,
    disposal.disposal,
    case when disposal.disposal_date < offence.inflow_date then 'disposal_date' end as disposal_fault
  from accepted.offence as offence
  left join accepted.disposal as disposal using (offence_number)
  where offence.offence_number >= $lower and ($upper is null or offence.offence_number < $upper)
),

cleared as (
  select
    * replace (
      case when disposal_fault is null then disposal_date end as disposal_date,
      case when disposal_fault is null then disposal end as disposal
    )
  from disposed
),

joined as (
  select
    cleared.*,
    verdict.verdict_date,
    verdict.verdict,
    case
      when verdict.offence_number is null then null
      when cleared.disposal_date is null then 'verdict_disposal'
      when not effect.leads_to_court then 'verdict_no_court'
      when verdict.verdict_date < cleared.disposal_date then 'verdict_date'
    end as verdict_fault
  from cleared
  left join accepted.verdict as verdict on verdict.offence_number = cleared.offence_number
  left join raw.disposal_effect as effect on effect.disposal = cleared.disposal
)

select
  offence_number,
  inflow_date,
  offence_date,
  article,
  online,
  disposal_date,
  disposal,
  case when verdict_fault is null then verdict_date end as verdict_date,
  case when verdict_fault is null then verdict end as verdict,
  disposal_fault,
  verdict_fault
from joined
