/*
severity: error
must_not:
  nl: "Een opgave aan ODIHR die van het politiecijfer verschilt waar zij hetzelfde telt, of gelijk is waar zij iets anders telt."
  en: "A return to ODIHR that differs from the police count where it counts the same, or is equal where it counts something else."
do:
  nl: "Vergelijk beide cijfers en de reeksbreuken van odihr_hate_crime_incident in data/figures/series_breaks.csv; leg een echt verschil vast in data/figures/differences.csv."
  en: "Compare both figures and the breaks of odihr_hate_crime_incident in data/figures/series_breaks.csv; record a real difference in data/figures/differences.csv."
*/
-- Until its definition breaks, the return is the police count, and has its breaks.
with definition_break as (
  select min(time_period) as time_period
  from core.series_break
  where series_id = 'odihr_hate_crime_incident' and kind = 'definition'
),

pair as (
  select
    police.time_period,
    police.obs_value as police_value,
    odihr.obs_value as odihr_value,
    coalesce(police.time_period < definition_break.time_period, true) as same
  from core.preferred as police
  join core.preferred as odihr using (time_period, unit, dimension)
  cross join definition_break
  where
    police.series_id = 'police_incident'
    and odihr.series_id = 'odihr_hate_crime_incident'
    and dimension = 'total'
    and unit = 'count'
    and police.category = 'total'
    and police.precision = 'exact'
),

breaks as (
  select series_break.series_id, series_break.time_period, series_break.kind
  from core.series_break as series_break
  cross join definition_break
  where
    series_break.series_id in ('police_incident', 'odihr_hate_crime_incident')
    and series_break.dimension is null
    and series_break.time_period < coalesce(definition_break.time_period, '9999')
)

select
  time_period,
  police_value,
  odihr_value,
  case when same then 'differs' else 'equal' end as fault
from pair
where
  (not same and police_value = odihr_value)
  or (
    same
    and police_value <> odihr_value
    and not exists (
      select 1
      from core.difference as difference
      where
        difference.time_period = pair.time_period
        and difference.reason not in ('definition', 'scope', 'unit')
        and list_sort([difference.obs_value_a, difference.obs_value_b]) = list_sort([pair.police_value, pair.odihr_value])
    )
  )
union all
select
  time_period,
  null,
  null,
  'break only in ' || any_value(series_id)
from breaks
group by time_period
having count(distinct series_id) = 1
