-- A series break is gone.
select
  break_id as mutant,
  format('delete from raw.series_break where break_id = ''{}''', break_id) as change
from raw.series_break
order by break_id
