/*
severity: error
must_not:
  nl: "Een waarde die cijfers van ongelijke eenheden of populaties samenneemt."
  en: "A value that combines figures of unlike units of count or populations."
do:
  nl: "Tel alleen reeksen op die in data/figures/series.csv delen van hetzelfde geheel zijn; deel alleen door het geheel zelf of door inwoners."
  en: "Add only series that data/figures/series.csv names as parts of the same whole; divide only by the whole itself or by inhabitants."
*/
with operand as (
  select
    lineage.model,
    lineage.mart_row,
    lineage.operation,
    lineage.position,
    observation.unit,
    series.series_id,
    series.unit_of_count,
    coalesce(series.part_of, series.series_id) as whole_id
  from meta.lineage as lineage
  join core.observation as observation using (observation_id)
  join core.series as series using (series_id)
)

select
  model,
  mart_row,
  operation,
  string_agg(series_id, ', ' order by position) as series
from operand
group by model, mart_row, operation
having
  (operation in ('sum', 'difference') and (count(distinct unit_of_count) > 1 or count(distinct whole_id) > 1 or count(distinct unit) > 1))
  or (operation = 'share' and (count(distinct unit_of_count) > 1 or count(distinct series_id) > 1))
  or (operation = 'rate' and not bool_and(case when position = 1 then unit_of_count <> 'person' else unit_of_count = 'person' end))
