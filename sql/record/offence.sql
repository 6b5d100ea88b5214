/*
grain: {nl: "Eén feit dat is aangenomen.", en: "One offence that was accepted."}
columns:
  case_number: {nl: "De zaak.", en: "The case."}
  offence_number: {nl: "Het feit.", en: "The offence."}
  inflow_date: {nl: "Dag van instroom.", en: "Day of inflow."}
  inflow_year: {nl: "Jaar van instroom.", en: "Year of inflow."}
  article: {nl: "Artikel.", en: "Article."}
  kind: {nl: "Specifiek of codis.", en: "Specific or codis."}
  office: {nl: "Parket.", en: "Office."}
  place: {nl: "Plaats.", en: "Place."}
  online: {nl: "Online of niet.", en: "Online or not."}
  event: {nl: "Gebeurtenis.", en: "Event."}
  cluster: {nl: "Het cluster van de zaak: van de rij zelf, anders van het register.", en: "The cluster of the case: of the row itself, else of the register."}
view: true
*/
select
  offence.case_number,
  offence.offence_number,
  offence.inflow_date,
  year(offence.inflow_date) as inflow_year,
  offence.article,
  offence.kind,
  offence.office,
  offence.place,
  offence.online,
  offence.event,
  coalesce(offence.cluster, register.cluster) as cluster
from accepted.offence as offence
left join raw.cluster as register using (case_number)
