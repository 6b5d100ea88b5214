/*
grain: {nl: "Eén grond die een feit in een uittreksel kan hebben.", en: "One ground that an offence in an extract can have."}
columns:
  ground: {nl: "De grond (codelijst category, dimensie ground).", en: "The ground (codelist category, dimension ground)."}
  bias_motivation: {nl: "Het motief waaronder zij aan ODIHR wordt opgegeven (codelijst category, dimensie bias_motivation).", en: "The bias motivation it is returned under to ODIHR (codelist category, dimension bias_motivation)."}
  basis: {nl: "Of een bron het zegt (codelijst rule_basis).", en: "Whether a source says so (codelist rule_basis)."}
  publication_id: {nl: "De bron, als die er is.", en: "The source, where there is one."}
  note_nl: {nl: "Waarom, in het Nederlands.", en: "Why, in Dutch."}
  note_en: {nl: "Waarom, in het Engels.", en: "Why, in English."}
order: [ground]
*/
select
  ground,
  bias_motivation,
  basis,
  publication_id,
  note_nl,
  note_en
from raw.bias_motivation
