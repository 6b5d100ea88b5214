/*
severity: error
must_not:
  nl: "Een percentage van een basis die in dat jaar geen cijfer van dezelfde reeks is."
  en: "A percentage of a base that is no figure of the same series in that year."
do:
  nl: "Vergelijk base_value van het percentage en de aantallen van dat jaar met hun publicaties; een van beide is onjuist of ontbreekt."
  en: "Compare base_value of the percentage and the counts of that year with their publications; one of them is wrong or missing."
*/
with counted_series as (
  select distinct series_id
  from core.observation
  where unit = 'count' and dimension = 'total'
)

select
  share.observation_id,
  share.series_id,
  share.time_period,
  share.base,
  share.base_value,
  string_agg(distinct cast(counted.obs_value as varchar), ', ' order by cast(counted.obs_value as varchar)) as counts
from core.observation as share
semi join counted_series using (series_id)
left join core.observation as counted
  on counted.series_id = share.series_id
  and counted.time_period = share.time_period
  and counted.unit = 'count'
where share.unit = 'percent' and share.base_value is not null and not contains(share.dimension, 'growth')
group by share.observation_id, share.series_id, share.time_period, share.base, share.base_value
having not coalesce(bool_or(counted.obs_value = share.base_value), false)
