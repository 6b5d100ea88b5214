/*
grain: {nl: "Eén artikel waaronder een feit in een uittreksel kan vallen.", en: "One article that an offence in an extract can be under."}
columns:
  article: {nl: "Het artikel (codelijst category, dimensie article).", en: "The article (codelist category, dimension article)."}
  crime_type: {nl: "Het soort delict waaronder het aan ODIHR wordt opgegeven (codelijst category, dimensie crime_type).", en: "The type of crime it is returned under to ODIHR (codelist category, dimension crime_type)."}
  basis: {nl: "Of een bron het zegt (codelijst rule_basis).", en: "Whether a source says so (codelist rule_basis)."}
  publication_id: {nl: "De bron, als die er is.", en: "The source, where there is one."}
  note_nl: {nl: "Waarom, in het Nederlands.", en: "Why, in Dutch."}
  note_en: {nl: "Waarom, in het Engels.", en: "Why, in English."}
order: [article]
*/
select
  article,
  crime_type,
  basis,
  publication_id,
  note_nl,
  note_en
from raw.crime_type
