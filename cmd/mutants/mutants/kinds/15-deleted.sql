-- A shown figure is gone.
with shown as (
  select distinct observation.*
  from meta.lineage as lineage
  join raw.observation as observation using (observation_id)
)

select
  observation_id as mutant,
  format('delete from raw.observation where observation_id = ''{}''', observation_id) as change
from shown
order by observation_id
