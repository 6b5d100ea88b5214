/*
grain: {nl: "Eén feit met zijn afdoening, als die er is.", en: "One offence with its disposal, when there is one."}
columns:
  offence_number: {nl: "Het feit.", en: "The offence."}
  inflow_date: {nl: "Dag van instroom.", en: "Day of inflow."}
  article: {nl: "Artikel.", en: "Article."}
  online: {nl: "Online of niet.", en: "Online or not."}
  disposal_date: {nl: "Dag van afdoening, als die klopt.", en: "Day of disposal, when it is right."}
  disposal: {nl: "Afdoening, als die klopt.", en: "Disposal, when it is right."}
  disposal_fault: {nl: "Wat er mis is met de afdoening; leeg als er niets mis is.", en: "What is wrong with the disposal; empty when nothing is."}
snapshot: true
*/
-- Apart from outcome, so that the engine has one large join in memory at a time.
with joined as (
  select
    offence.offence_number,
    offence.inflow_date,
    offence.article,
    offence.online,
    disposal.disposal_date,
    disposal.disposal,
    case when disposal.disposal_date < offence.inflow_date then 'disposal_date' end as disposal_fault
  from record.offence as offence
  left join accepted.disposal as disposal using (offence_number)
)

select
  offence_number,
  inflow_date,
  article,
  online,
  case when disposal_fault is null then disposal_date end as disposal_date,
  case when disposal_fault is null then disposal end as disposal,
  disposal_fault
from joined
