/*
severity: error
must_not:
  nl: "Een vastgelegd verschil waarvan een waarde niet meer bij die publicatie staat."
  en: "A recorded difference of which a value no longer stands with that publication."
do:
  nl: "Werk data/figures/differences.csv bij."
  en: "Bring data/figures/differences.csv up to date."
*/
with sides as (
  select
    difference_id,
    time_period,
    publication_id_a as publication_id,
    obs_value_a as obs_value
  from core.difference
  union all
  select
    difference_id,
    time_period,
    publication_id_b as publication_id,
    obs_value_b as obs_value
  from core.difference
)

select
  sides.difference_id,
  sides.publication_id,
  sides.obs_value
from sides
where
  sides.publication_id is not null
  and sides.obs_value is not null
  and not exists (
    select 1
    from core.observation as observation
    where
      observation.publication_id = sides.publication_id
      and observation.obs_value = sides.obs_value
      and observation.time_period is not distinct from sides.time_period
  )
