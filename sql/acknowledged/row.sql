-- The warnings that someone acknowledged, a row each, as text.
select
  check_name,
  row_key,
  reason,
  acknowledged_by,
  cast(acknowledged_on as varchar) as acknowledged_on,
  cast(until as varchar) as until
from raw.acknowledged
order by check_name, row_key, until
