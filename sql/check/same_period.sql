/*
severity: error
must_not:
  nl: "Een waarde die uit cijfers van verschillende jaren is berekend."
  en: "A value that is computed from figures of different years."
do:
  nl: "Laat het model koppelen op time_period."
  en: "Let the model join by time_period."
*/
with figure as (
  select observation_id, time_period from raw.observation
  union all
  select observation_id, time_period from raw.population
)

select
  lineage.model,
  lineage.mart_row,
  lineage.operation,
  string_agg(figure.time_period, ', ' order by lineage.position) as periods
from meta.lineage as lineage
join figure using (observation_id)
where lineage.operation in ('sum', 'difference', 'share', 'rate')
group by lineage.model, lineage.mart_row, lineage.operation
having count(distinct figure.time_period) > 1
