-- A count has become a percentage, or the other way round.
with shown as (
  select distinct observation.*
  from meta.lineage as lineage
  join raw.observation as observation using (observation_id)
)

select
  observation_id as mutant,
  format('update raw.observation set unit = case when unit = ''count'' then ''percent'' else ''count'' end where observation_id = ''{}''', observation_id) as change
from shown
order by observation_id
