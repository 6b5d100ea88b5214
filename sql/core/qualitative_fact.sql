/*
grain: {nl: "Eén uitspraak over een cijfer die zelf geen cijfer geeft.", en: "One statement that bears on a figure and gives none."}
columns:
  fact_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  publication_id: {nl: "De publicatie.", en: "The publication."}
  reference_year: {nl: "Het jaar zoals genoteerd.", en: "The year as noted."}
  time_period: {nl: "Periode (SDMX).", en: "Period (SDMX)."}
  body: {nl: "Wie telt.", en: "Who counts."}
  population: {nl: "Wat wordt geteld, zoals genoteerd.", en: "What is counted, as noted."}
  dimension: {nl: "Waar de uitspraak over gaat.", en: "What the statement is about."}
  statement: {nl: "De uitspraak, in het Engels.", en: "The statement, in English."}
  pointer: {nl: "Plaats in de publicatie.", en: "Place in the publication."}
order: [fact_id]
*/
select
  fact_id,
  publication_id,
  reference_year,
  time_period,
  body,
  population,
  dimension,
  statement,
  pointer
from raw.qualitative_fact
