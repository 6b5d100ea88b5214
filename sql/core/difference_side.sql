/*
grain:
  nl: "Eén waarneming, of som van waarnemingen, die een kant van een verschil noemt."
  en: "One observation, or sum of observations, that a side of a difference names."
columns:
  difference_id: {nl: "Het verschil (core.difference).", en: "The difference (core.difference)."}
  side: {nl: "De kant: a of b.", en: "The side: a or b."}
  position: {nl: "Plaats binnen de kant; elke plaats geeft dezelfde waarde.", en: "Place within the side; each place gives the same value."}
  stated_value: {type: DOUBLE, nl: "De waarde volgens het register.", en: "The value according to the register."}
  lineage: {nl: "De waarnemingen; meer dan één als de waarde hun som is.", en: "The observations; more than one when the value is their sum."}
  obs_value: {nl: "De waarde die de waarnemingen geven; leeg als er een ontbreekt.", en: "The value the observations give; empty when one is missing."}
  series_id: {nl: "De reeks, als het één waarneming is.", en: "The series, when it is one observation."}
  category: {nl: "De categorie daarbinnen, als het één waarneming is.", en: "The category within it, when it is one observation."}
  unit: {nl: "Eenheid.", en: "Unit."}
  time_period: {nl: "Periode.", en: "Period."}
  publication_id: {nl: "De publicatie van de eerste waarneming.", en: "The publication of the first observation."}
  unclear: {type: BOOLEAN, nl: "Of een waarneming status V heeft: betekenis of afbakening onduidelijk.", en: "Whether an observation has status V: meaning or scope unclear."}
key: [difference_id, side, position]
*/
with sides as (
  select difference_id, 'a' as side, obs_value_a as stated_value, string_split(observations_a, ' ') as places
  from core.difference
  where observations_a is not null
  union all
  select difference_id, 'b', obs_value_b, string_split(observations_b, ' ')
  from core.difference
  where observations_b is not null
),

numbered as (
  select difference_id, side, stated_value, unnest(places) as place, generate_subscripts(places, 1) as position
  from sides
),

terms as (
  select
    difference_id,
    side,
    position,
    stated_value,
    unnest(string_split(place, '+')) as observation_id,
    generate_subscripts(string_split(place, '+'), 1) as term
  from numbered
)

select
  terms.difference_id,
  terms.side,
  terms.position,
  terms.stated_value,
  list(terms.observation_id order by terms.term) as lineage,
  case when count(*) = count(observation.obs_value) then sum(observation.obs_value) end as obs_value,
  case when count(*) = 1 then any_value(observation.series_id) end as series_id,
  case when count(distinct observation.dimension) = 1 then any_value(observation.dimension) end as dimension,
  case when count(*) = 1 then any_value(observation.category) end as category,
  case when count(distinct observation.unit) = 1 then any_value(observation.unit) end as unit,
  case when count(distinct observation.time_period) = 1 then any_value(observation.time_period) end as time_period,
  try_cast(case when count(distinct observation.time_period) = 1 then any_value(observation.time_period) end as integer) as year,
  arg_min(observation.publication_id, terms.term) as publication_id,
  coalesce(bool_or(observation.obs_status = 'V'), false) as unclear
from terms
left join core.observation as observation using (observation_id)
group by terms.difference_id, terms.side, terms.position, terms.stated_value
