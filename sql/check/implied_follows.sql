/*
severity: error
must_not:
  nl: "Een cijfer dat volgens een publicatie uit andere volgt en er niet uit volgt, of een afgeleid cijfer zonder die rij."
  en: "A figure that by a publication follows from others and does not, or an implied figure without such a row."
do:
  nl: "Vergelijk de cijfers met hun publicaties, of werk data/figures/relations.csv bij."
  en: "Compare the figures with their publications, or bring data/figures/relations.csv up to date."
*/
with computed as (
  select
    relation.relation_id,
    relation.observation_id,
    result.obs_value,
    origin.obs_value
      + case when relation.plus_observation_id is null then 0 else plus.obs_value end
      - case when relation.minus_observation_id is null then 0 else minus.obs_value end
      + coalesce(relation.change, 0) as computed
  from raw.relation as relation
  left join core.observation as result on result.observation_id = relation.observation_id
  left join core.observation as origin on origin.observation_id = relation.from_observation_id
  left join core.observation as plus on plus.observation_id = relation.plus_observation_id
  left join core.observation as minus on minus.observation_id = relation.minus_observation_id
)

select
  relation_id,
  observation_id,
  obs_value,
  computed
from computed
where obs_value is distinct from computed or obs_value is null
union all
select
  null,
  observation.observation_id,
  observation.obs_value,
  null
from raw.observation as observation
anti join raw.relation as relation using (observation_id)
where observation.obtained = 'implied'
