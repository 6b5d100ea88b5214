-- A series break stands a year later than it is.
select
  break_id as mutant,
  format(
    'update raw.series_break set time_period = ''{}'' where break_id = ''{}''',
    cast(time_period as integer) + 1,
    break_id
  ) as change
from raw.series_break
order by break_id
