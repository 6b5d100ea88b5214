/*
grain: {nl: "Eén code van een codelijst.", en: "One code of a codelist."}
columns:
  codelist: {nl: "Naam van de codelijst.", en: "Name of the codelist."}
  dimension: {references: none, nl: "Voor categorieën: de dimensie waar de code bij hoort; anders leeg.", en: "For categories: the dimension the code belongs to; otherwise empty."}
  code: {nl: "De code.", en: "The code."}
unique: [codelist, dimension, code]
*/
select 'body' as codelist, '' as dimension, code, label_nl, label_en from raw.codelist_body
union all
select 'population', '', code, label_nl, label_en from raw.codelist_population
union all
select 'unit_of_count', '', code, label_nl, label_en from raw.codelist_unit_of_count
union all
select 'unit', '', code, label_nl, label_en from raw.codelist_unit
union all
select 'dimension', '', code, label_nl, label_en from raw.codelist_dimension
union all
select 'category', dimension, code, label_nl, label_en from raw.codelist_category
union all
select 'obs_status', '', code, label_nl, label_en from raw.codelist_obs_status
union all
select 'obtained', '', code, label_nl, label_en from raw.codelist_obtained
union all
select 'precision', '', code, label_nl, label_en from raw.codelist_precision
union all
select 'rank', '', code, label_nl, label_en from raw.codelist_rank
union all
select 'break_kind', '', code, label_nl, label_en from raw.codelist_break_kind
union all
select 'fact_kind', '', code, label_nl, label_en from raw.codelist_fact_kind
union all
select 'reason', '', code, label_nl, label_en from raw.codelist_reason
union all
select 'correction_reason', '', code, label_nl, label_en from raw.codelist_correction_reason
union all
select 'difference_kind', '', code, label_nl, label_en from raw.codelist_difference_kind
union all
select 'plausibility', '', code, label_nl, label_en from raw.codelist_plausibility
union all
select 'measure_status', '', code, label_nl, label_en from raw.codelist_measure_status
union all
select 'measure_change', '', code, label_nl, label_en from raw.codelist_measure_change
union all
select 'letter_scope', '', code, label_nl, label_en from raw.codelist_letter_scope
union all
select 'theme', '', code, label_nl, label_en from raw.codelist_theme
union all
select 'topic', '', code, label_nl, label_en from raw.codelist_topic
union all
select 'offence_class', '', code, label_nl, label_en from raw.codelist_offence_class
union all
select 'rule_basis', '', code, label_nl, label_en from raw.codelist_rule_basis
union all
select 'circumstance', '', code, label_nl, label_en from raw.codelist_circumstance
