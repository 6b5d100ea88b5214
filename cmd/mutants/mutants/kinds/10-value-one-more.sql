-- A shown figure is one more than its source says.
with shown as (
  select distinct observation.*
  from meta.lineage as lineage
  join raw.observation as observation using (observation_id)
)

select
  observation_id as mutant,
  format('update raw.observation set obs_value = obs_value + 1 where observation_id = ''{}''', observation_id) as change
from shown
order by observation_id
