/*
grain:
  nl: "Eén regel van de werkdefinities: in welke klasse een feit onder een artikel valt, in een omstandigheid en een periode."
  en: "One rule of the working definitions: in which class an offence under an article falls, in a circumstance and a period."
columns:
  rule_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  article: {nl: "Artikel (codelijst category, dimensie article).", en: "Article (codelist category, dimension article)."}
  offence_class: {nl: "De klasse (codelijst offence_class).", en: "The class (codelist offence_class)."}
  valid_from: {type: BIGINT, nl: "Eerste jaar.", en: "First year."}
  valid_to: {type: BIGINT, nl: "Laatste jaar; leeg zolang de regel geldt.", en: "Last year; empty while the rule holds."}
  publication_id: {nl: "De bron, als die er is.", en: "The source, where there is one."}
key: [rule_id]
order: [offence_class, article, circumstance, valid_from]
*/
select
  rule_id,
  article,
  circumstance,
  offence_class,
  basis,
  valid_from,
  valid_to,
  publication_id,
  note_nl,
  note_en
from raw.classification_rule
