-- A shown figure stands with the year after its own.
with shown as (
  select distinct observation.*
  from meta.lineage as lineage
  join raw.observation as observation using (observation_id)
)

select
  observation_id as mutant,
  format('update raw.observation set time_period = cast(cast(time_period as integer) + 1 as varchar), reference_year = cast(cast(time_period as integer) + 1 as varchar) where observation_id = ''{}''', observation_id) as change
from shown
where regexp_full_match(time_period, '\d{4}')
order by observation_id
