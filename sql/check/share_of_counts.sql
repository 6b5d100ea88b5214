/*
severity: error
must_not:
  nl: "Een percentage dat niet volgt uit het aantal en het totaal van dezelfde reeks in hetzelfde jaar."
  en: "A percentage that does not follow from the count and the total of the same series in the same year."
do:
  nl: "Vergelijk percentage, aantal en totaal met hun publicaties. Een percentage van iets anders dan het totaal (van gronden, van aangiften) zegt dat in base."
  en: "Compare percentage, count and total with their publications. A percentage of something else than the total (of grounds, of complaints) says so in base."
*/
with share as (
  select
    *,
    len(regexp_extract(cast(obs_value as varchar), '\.(\d*[1-9])', 1)) as decimals
  from core.observation
  where
    unit = 'percent'
    and obs_status <> 'V'
    and precision = 'exact'
    and not contains(dimension, 'growth')
    and not ($of_grounds = 1 and body = 'OM' and dimension = 'ground')
),

counted as (
  select *
  from core.preferred
  where unit = 'count' and precision = 'exact'
),

compared as (
  select
    share.observation_id,
    share.series_id,
    share.time_period,
    share.category,
    share.obs_value,
    part.obs_value as part,
    whole.obs_value as whole,
    100 * part.obs_value / whole.obs_value as computed,
    0.5 * pow(10, -share.decimals) as rounding
  from share
  join counted as part using (series_id, time_period, dimension, category)
  join counted as whole
    on whole.series_id = share.series_id
    and whole.time_period = share.time_period
    and whole.dimension = 'total'
    and whole.category = 'total'
)

select
  observation_id,
  series_id,
  time_period,
  category,
  obs_value,
  part,
  whole,
  round(computed, 2) as computed
from compared
where abs(computed - obs_value) > rounding + 1e-9
