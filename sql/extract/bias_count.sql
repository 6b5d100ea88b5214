/*
grain:
  nl: "Aantal feiten die hate crime zijn met één motief van ODIHR, in één jaar; een feit met meer motieven telt bij elk."
  en: "Number of offences that are hate crimes with one ODIHR bias motivation, in one year; one with several counts under each."
columns:
  inflow_year: {nl: "Jaar van instroom.", en: "Year of inflow."}
  bias_motivation: {nl: "Het motief.", en: "The bias motivation."}
  disposal_year: {nl: "Jaar van vervolging (dagvaarding of strafbeschikking), als die er is.", en: "Year of prosecution (summons or penal order), when there is one."}
  verdict_year: {nl: "Jaar van veroordeling, als die er is.", en: "Year of the conviction, when there is one."}
  offences: {nl: "Aantal feiten.", en: "Number of offences."}
order: [bias_motivation, inflow_year, disposal_year, verdict_year]
*/
select
  inflow_year,
  bias_motivation,
  disposal_year,
  verdict_year,
  count(*) as offences
from record.motivation
group by all
