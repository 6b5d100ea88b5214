/*
grain: {nl: "Eén uitspraak over een cijfer die zelf geen cijfer geeft.", en: "One statement that bears on a figure and gives none."}
columns:
  fact_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  reference_year: {nl: "Het jaar zoals genoteerd.", en: "The year as noted."}
  time_period: {nl: "Periode (SDMX).", en: "Period (SDMX)."}
  population: {codelist: none, nl: "Wat wordt geteld, zoals genoteerd.", en: "What is counted, as noted."}
  dimension: {nl: "Waar de uitspraak over gaat.", en: "What the statement is about."}
  series_id: {nl: "De reeks waar zij over gaat; leeg als er geen is.", en: "The series it bears on; empty when there is none."}
  kind: {nl: "Soort uitspraak (codelijst fact_kind).", en: "Kind of statement (codelist fact_kind)."}
  statement_nl: {nl: "De uitspraak, in het Nederlands; aanhalingen zoals in de bron.", en: "The statement, in Dutch; quotations as in the source."}
  statement_en: {nl: "De uitspraak, in het Engels.", en: "The statement, in English."}
key: [fact_id]
*/
select
  fact_id,
  publication_id,
  reference_year,
  time_period,
  try_cast(time_period as integer) as year,
  body,
  population,
  dimension,
  series_id,
  kind,
  statement_nl,
  statement_en,
  pointer
from raw.qualitative_fact
