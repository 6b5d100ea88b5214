-- A shown figure is ten times what its source says.
with shown as (
  select distinct observation.*
  from meta.lineage as lineage
  join raw.observation as observation using (observation_id)
)

select
  observation_id as mutant,
  format('update raw.observation set obs_value = obs_value * 10 where observation_id = ''{}''', observation_id) as change
from shown
where obs_value <> 0
order by observation_id
