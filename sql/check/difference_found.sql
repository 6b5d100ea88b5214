/*
severity: error
must_not:
  nl: "Een kant van een vastgelegd verschil die geen waarneming is met die waarde."
  en: "A side of a recorded difference that is no observation with that value."
do:
  nl: "Werk data/figures/differences.csv bij: de waarnemingen van die kant, of de waarde, kloppen niet (meer)."
  en: "Bring data/figures/differences.csv up to date: the observations of that side, or the value, are not right (any more)."
*/
with half as (
  select difference_id, 'a' as side, observations_a as observations, obs_value_a as stated_value
  from core.difference
  where (observations_a is null) <> (obs_value_a is null)
  union all
  select difference_id, 'b', observations_b, obs_value_b
  from core.difference
  where (observations_b is null) <> (obs_value_b is null)
),

wrong as (
  select
    difference_id,
    side,
    array_to_string(lineage, '+') as observations,
    stated_value,
    obs_value
  from core.difference_side
  where
    obs_value is distinct from stated_value
    -- Figures of an extract are there only in a run with that extract.
    and (obs_value is not null or not regexp_matches(lineage[1], '^(synthetic_)?extract_\d{4}-\d{2}-\d{2}\.'))
)

select
  difference.source_line as line,
  difference.difference_id,
  found.side,
  found.observations,
  found.stated_value,
  found.obs_value
from (
  select difference_id, side, observations, stated_value, null as obs_value
  from half
  union all
  select difference_id, side, observations, stated_value, obs_value
  from wrong
  where stated_value is not null
) as found
join core.difference as difference using (difference_id)
