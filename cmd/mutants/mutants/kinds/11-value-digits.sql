-- The last two digits of a shown figure that differ have changed places.
with shown as (
  select distinct
    observation.observation_id,
    cast(cast(observation.obs_value as bigint) as varchar) as digits
  from meta.lineage as lineage
  join raw.observation as observation using (observation_id)
  where observation.obs_value = floor(observation.obs_value) and observation.obs_value >= 10
),

placed as (
  select
    observation_id,
    digits,
    list_filter(range(len(digits) - 1, 0, -1), lambda i: digits[i] <> digits[i + 1])[1] as place
  from shown
)

select
  observation_id as mutant,
  format(
    'update raw.observation set obs_value = {} where observation_id = ''{}''',
    digits[:place - 1] || digits[place + 1] || digits[place] || digits[place + 2:],
    observation_id
  ) as change
from placed
where place is not null
order by observation_id
