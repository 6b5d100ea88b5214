/*
grain: {nl: "Eén plaats waar een reeks van betekenis verandert.", en: "One place where a series changes meaning."}
columns:
  break_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  series_id: {nl: "De reeks die breekt.", en: "The series that breaks."}
  dimension: {nl: "De uitsplitsing die breekt; leeg als de hele reeks breekt.", en: "The breakdown that breaks; empty when the whole series does."}
  category: {nl: "De categorie die breekt; leeg als de hele uitsplitsing breekt.", en: "The category that breaks; empty when the whole breakdown does."}
  time_period: {nl: "Eerste periode met de nieuwe betekenis.", en: "First period of the new meaning."}
  kind: {references: core.break_kind, nl: "Wat er verandert.", en: "What changes."}
  reason_nl: {nl: "Waarom, in het Nederlands.", en: "Why, in Dutch."}
  reason_en: {nl: "Waarom, in het Engels.", en: "Why, in English."}
  short_nl: {nl: "Wat er verandert in enkele woorden, in het Nederlands.", en: "What changes in a few words, in Dutch."}
  short_en: {nl: "Wat er verandert in enkele woorden, in het Engels.", en: "What changes in a few words, in English."}
  publication_id: {nl: "Waar de verandering staat.", en: "Where the change is told."}
key: [break_id]
order: [series_id, time_period, break_id]
*/
select
  break_id,
  series_id,
  dimension,
  category,
  time_period,
  try_cast(time_period as integer) as year,
  kind,
  reason_nl,
  reason_en,
  short_nl,
  short_en,
  publication_id
from raw.series_break
