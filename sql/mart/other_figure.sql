/*
grain: {nl: "Eén andere gepubliceerde waarde voor een cijfer dat dit rapport toont.", en: "One other published value for a figure this report shows."}
columns:
  difference_id: {nl: "Het bekende verschil (core.difference).", en: "The known difference (core.difference)."}
  time_period: {nl: "Jaar.", en: "Year."}
  series_id: {nl: "De getoonde reeks.", en: "The series shown."}
  dimension: {nl: "Waarnaar is uitgesplitst.", en: "What it is broken down by."}
  category: {nl: "De categorie daarbinnen.", en: "The category within it."}
  unit: {nl: "Eenheid.", en: "Unit."}
  shown_value: {nl: "De getoonde waarde.", en: "The value shown."}
  obs_value: {nl: "De andere waarde.", en: "The other value."}
  publication_id: {nl: "De publicatie van de andere waarde.", en: "The publication of the other value."}
  reason: {nl: "Waarom zij verschillen.", en: "Why they differ."}
  explanation_nl: {nl: "Uitleg in het Nederlands.", en: "Explanation in Dutch."}
  explanation_en: {nl: "Uitleg in het Engels.", en: "Explanation in English."}
  operation: {nl: "given: de waarde staat zo in de bron.", en: "given: the value stands so in the source."}
  lineage: {nl: "De waarneming van de andere waarde.", en: "The observation of the other value."}
order: [difference_id, publication_id]
*/
with sides as (
  select
    difference.*,
    difference.publication_id_a as publication_id,
    difference.obs_value_a as obs_value
  from core.difference as difference
  union all
  select
    difference.*,
    difference.publication_id_b as publication_id,
    difference.obs_value_b as obs_value
  from core.difference as difference
)

select
  sides.difference_id,
  sides.time_period,
  sides.series_id,
  sides.dimension,
  sides.category,
  sides.unit,
  preferred.obs_value as shown_value,
  sides.obs_value,
  sides.publication_id,
  sides.reason,
  sides.explanation_nl,
  sides.explanation_en,
  'given' as operation,
  [min(observation.observation_id)] as lineage
from sides
join core.preferred as preferred using (series_id, dimension, category, unit, time_period)
join core.observation as observation
  on observation.publication_id = sides.publication_id
  and observation.time_period = sides.time_period
  and observation.unit = sides.unit
  and observation.obs_value = sides.obs_value
  and observation.obs_status <> 'U'
left join core.series as part -- a part of what is shown is no other figure for it
  on part.series_id = observation.series_id and part.part_of = sides.series_id
where sides.obs_value <> preferred.obs_value and part.series_id is null
group by
  sides.difference_id,
  sides.time_period,
  sides.series_id,
  sides.dimension,
  sides.category,
  sides.unit,
  preferred.obs_value,
  sides.obs_value,
  sides.publication_id,
  sides.reason,
  sides.explanation_nl,
  sides.explanation_en
