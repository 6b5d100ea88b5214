/*
grain: {nl: "Eén artikel waaronder een feit in een extractie kan vallen.", en: "One article that an offence in an extract can be under."}
columns:
  crime_type: {nl: "Het soort delict waaronder het aan ODIHR wordt opgegeven (codelijst category, dimensie crime_type).", en: "The type of crime it is returned under to ODIHR (codelist category, dimension crime_type)."}
  publication_id: {nl: "De bron, als die er is.", en: "The source, where there is one."}
key: [article]
*/
select
  article,
  crime_type,
  basis,
  publication_id,
  note_nl,
  note_en
from raw.crime_type
