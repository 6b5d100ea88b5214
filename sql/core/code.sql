/*
grain: {nl: "Eén code van een codelijst.", en: "One code of a codelist."}
columns:
  codelist: {nl: "Naam van de codelijst.", en: "Name of the codelist."}
  dimension: {references: none, codelist: none, nl: "Voor categorieën: de dimensie waar de code bij hoort; anders leeg.", en: "For categories: the dimension the code belongs to; otherwise empty."}
  code: {nl: "De code.", en: "The code."}
  parent: {references: none, nl: "De code van dezelfde lijst waar deze een deel van is, zoals antisemitisme bij antisemitisme_voetbal; leeg als zij nergens een deel van is.", en: "The code of the same list that this one is a part of, as antisemitisme is of antisemitisme_voetbal; empty when it is a part of none."}
unique: [codelist, dimension, code]
*/
select 'body' as codelist, '' as dimension, code, null as parent, label_nl, label_en from raw.codelist_body
union all
select 'population', '', code, null, label_nl, label_en from raw.codelist_population
union all
select 'unit_of_count', '', code, null, label_nl, label_en from raw.codelist_unit_of_count
union all
select 'unit', '', code, null, label_nl, label_en from raw.codelist_unit
union all
select 'dimension', '', code, null, label_nl, label_en from raw.codelist_dimension
union all
select 'category', dimension, code, parent, label_nl, label_en from raw.codelist_category
union all
select 'obs_status', '', code, null, label_nl, label_en from raw.codelist_obs_status
union all
select 'conf_status', '', code, null, label_nl, label_en from raw.codelist_conf_status
union all
select 'obtained', '', code, null, label_nl, label_en from raw.codelist_obtained
union all
select 'precision', '', code, null, label_nl, label_en from raw.codelist_precision
union all
select 'rank', '', code, null, label_nl, label_en from raw.codelist_rank
union all
select 'break_kind', '', code, null, label_nl, label_en from raw.codelist_break_kind
union all
select 'fact_kind', '', code, null, label_nl, label_en from raw.codelist_fact_kind
union all
select 'reason', '', code, null, label_nl, label_en from raw.codelist_reason
union all
select 'correction_reason', '', code, null, label_nl, label_en from raw.codelist_correction_reason
union all
select 'difference_kind', '', code, null, label_nl, label_en from raw.codelist_difference_kind
union all
select 'plausibility', '', code, null, label_nl, label_en from raw.codelist_plausibility
union all
select 'measure_status', '', code, null, label_nl, label_en from raw.codelist_measure_status
union all
select 'measure_change', '', code, null, label_nl, label_en from raw.codelist_measure_change
union all
select 'letter_scope', '', code, null, label_nl, label_en from raw.codelist_letter_scope
union all
select 'theme', '', code, null, label_nl, label_en from raw.codelist_theme
union all
select 'topic', '', code, parent, label_nl, label_en from raw.codelist_topic
union all
select 'offence_class', '', code, null, label_nl, label_en from raw.codelist_offence_class
union all
select 'rule_basis', '', code, null, label_nl, label_en from raw.codelist_rule_basis
union all
select 'circumstance', '', code, null, label_nl, label_en from raw.codelist_circumstance
