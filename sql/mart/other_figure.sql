/*
grain:
  nl: "Eén andere gepubliceerde waarde voor een cijfer dat dit rapport toont, met de reden van dat paar waarden."
  en: "One other published value for a figure this report shows, with the reason of that pair of values."
columns:
  difference_id: {nl: "Het vastgelegde verschil (core.difference).", en: "The recorded difference (core.difference)."}
  time_period: {nl: "Jaar, of de andere periode van het cijfer.", en: "Year, or the other period of the figure."}
  series_id: {nl: "De getoonde reeks.", en: "The series shown."}
  unit: {nl: "Eenheid.", en: "Unit."}
  shown_value: {type: DOUBLE, nl: "De getoonde waarde.", en: "The value shown."}
  obs_value: {nl: "De andere waarde.", en: "The other value."}
  other_series_id: {references: core.series, nl: "De reeks van de andere waarde; leeg bij een som.", en: "The series of the other value; empty for a sum."}
  other_dimension: {references: core.dimension, nl: "De uitsplitsing van de andere waarde; leeg bij een som.", en: "The breakdown of the other value; empty for a sum."}
  other_category: {nl: "De categorie van de andere waarde; leeg bij een som.", en: "The category of the other value; empty for a sum."}
  publication_id: {nl: "De publicatie van de andere waarde.", en: "The publication of the other value."}
  kind: {nl: "Wat de twee voor elkaar zijn (codelijst difference_kind).", en: "What the two are to each other (codelist difference_kind)."}
  reason: {nl: "Waarom zij verschillen.", en: "Why they differ."}
  operation: {nl: "given: de waarde staat zo in de bron; sum: zij is de som van de delen.", en: "given: the value stands so in the source; sum: it is the sum of the parts."}
  lineage: {nl: "De waarneming of waarnemingen van de andere waarde.", en: "The observation or observations of the other value."}
key: [difference_id, series_id, publication_id]
*/
with shown as (
  select
    side.difference_id,
    side.side,
    preferred.series_id,
    preferred.dimension,
    preferred.category,
    preferred.unit,
    preferred.time_period,
    preferred.obs_value
  from core.difference_side as side
  join core.preferred as preferred using (series_id, dimension, category, unit, time_period, obs_value)
  group by all
),

-- Only what observations give is another figure: of each side the first that is clear.
other as (
  select *
  from core.difference_side
  where obs_value is not null and not unclear
  qualify row_number() over (partition by difference_id, side order by position) = 1
)

select
  shown.difference_id,
  shown.time_period,
  try_cast(shown.time_period as integer) as year,
  shown.series_id,
  shown.dimension,
  shown.category,
  shown.unit,
  shown.obs_value as shown_value,
  other.obs_value,
  other.series_id as other_series_id,
  case when other.series_id is not null then other.dimension end as other_dimension,
  other.category as other_category,
  other.publication_id,
  difference.kind,
  difference.reason,
  difference.explanation_nl,
  difference.explanation_en,
  case when len(other.lineage) = 1 then 'given' else 'sum' end as operation,
  other.lineage
from shown
join other
  on other.difference_id = shown.difference_id
  and other.side <> shown.side
  and other.time_period = shown.time_period
  and other.unit = shown.unit
join core.difference as difference on difference.difference_id = shown.difference_id
left join core.series as part on part.series_id = other.series_id
left join core.series as whole on whole.series_id = shown.series_id
where
  other.obs_value <> shown.obs_value
  -- A part of what is shown is no other figure for it, nor is its whole.
  and part.part_of is distinct from shown.series_id
  and (whole.part_of is null or whole.part_of is distinct from other.series_id)
