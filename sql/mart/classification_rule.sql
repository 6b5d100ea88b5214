/*
grain:
  nl: "Eén regel van de werkdefinities: in welke klasse een feit onder een artikel valt, in een periode."
  en: "One rule of the working definitions: in which class an offence under an article falls, in a period."
columns:
  rule_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  article: {nl: "Artikel (codelijst category, dimensie article).", en: "Article (codelist category, dimension article)."}
  offence_class: {nl: "De klasse (codelijst offence_class).", en: "The class (codelist offence_class)."}
  basis: {nl: "Of een bron het zegt (codelijst rule_basis).", en: "Whether a source says so (codelist rule_basis)."}
  valid_from: {nl: "Eerste jaar.", en: "First year."}
  valid_to: {nl: "Laatste jaar; leeg zolang de regel geldt.", en: "Last year; empty while the rule holds."}
  publication_id: {nl: "De bron, als die er is.", en: "The source, where there is one."}
  note_nl: {nl: "Waarom, in het Nederlands.", en: "Why, in Dutch."}
  note_en: {nl: "Waarom, in het Engels.", en: "Why, in English."}
order: [offence_class, article, valid_from]
*/
select
  rule.rule_id,
  rule.article,
  rule.offence_class,
  rule.basis,
  rule.valid_from,
  rule.valid_to,
  rule.publication_id,
  rule.note_nl,
  rule.note_en
from raw.classification_rule as rule
