/*
severity: error
must_not:
  nl: "Een verandering die over een reeksbreuk heen rekent waar iets anders wordt geteld."
  en: "A change that is computed across a series break at which something else is counted."
do:
  nl: "Vergelijk alleen binnen één reeksdeel; zie data/figures/series_breaks.csv."
  en: "Compare only within one stretch of the series; see data/figures/series_breaks.csv."
*/
select
  key_figure.key_figure_id,
  key_figure.previous_period,
  key_figure.time_period,
  series_break.break_id
from mart.key_figure as key_figure
join core.series_break as series_break
  on series_break.series_id = key_figure.series_id
  and coalesce(series_break.dimension, key_figure.dimension) = key_figure.dimension
  and (series_break.category is null or series_break.category = key_figure.category)
  and series_break.time_period > key_figure.previous_period
  and series_break.time_period <= key_figure.time_period
left join core.break_kind as break_kind on break_kind.break_kind = series_break.kind
where not coalesce(break_kind.comparable, false)
union all
select
  later.model || ', row ' || cast(later.mart_row as varchar) as key_figure_id,
  min(observation.time_period) as previous_period,
  max(observation.time_period) as time_period,
  series_break.break_id
from meta.lineage as later
join core.observation as observation using (observation_id)
join core.series_break as series_break
  on series_break.series_id = observation.series_id
  and (series_break.dimension is null or series_break.dimension = observation.dimension)
  and (series_break.category is null or series_break.category = observation.category)
where later.operation in ('sum', 'difference', 'share')
group by later.model, later.mart_row, observation.series_id, series_break.break_id, series_break.time_period
having min(observation.time_period) < series_break.time_period and max(observation.time_period) >= series_break.time_period
