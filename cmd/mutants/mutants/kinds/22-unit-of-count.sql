-- A series of shown figures counts something else than it does.
with shown as (
  select distinct series.series_id, series.unit_of_count
  from meta.lineage as lineage
  join raw.observation as observation using (observation_id)
  join raw.series as series using (series_id)
)

select
  series_id as mutant,
  format(
    'update raw.series set unit_of_count = ''{}'' where series_id = ''{}''',
    case when unit_of_count = 'offence' then 'incident' else 'offence' end,
    series_id
  ) as change
from shown
order by series_id
