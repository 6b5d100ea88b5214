-- A shown figure is gone, in every publication that gives it.
with shown as (
  select distinct
    observation.series_id,
    observation.dimension,
    observation.category,
    observation.unit,
    observation.time_period
  from meta.lineage as lineage
  join raw.observation as observation using (observation_id)
)

select
  series_id || ' ' || category || ' ' || time_period || ' ' || unit as mutant,
  format(
    'delete from raw.observation where series_id = ''{}'' and dimension = ''{}'' and category = ''{}'' and unit = ''{}'' and time_period = ''{}''',
    series_id,
    dimension,
    category,
    unit,
    time_period
  ) as change
from shown
order by all
