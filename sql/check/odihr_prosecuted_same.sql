/*
severity: error
must_not:
  nl: "Een aantal vervolgd in de opgave aan ODIHR dat van het totaal van het OM verschilt waar het hetzelfde telt, of gelijk is waar het iets anders telt."
  en: "A number prosecuted in the return to ODIHR that differs from the OM total where it counts the same, or is equal where it counts something else."
do:
  nl: "Vergelijk beide cijfers en de reeksbreuken van odihr_prosecuted in data/figures/series_breaks.csv; leg een echt verschil vast in data/figures/differences.csv."
  en: "Compare both figures and the breaks of odihr_prosecuted in data/figures/series_breaks.csv; record a real difference in data/figures/differences.csv."
*/
-- From the break of its unit until the next break the return counts the offences of
-- the OM; before it, the cases.
with stretch as (
  select
    odihr.time_period,
    odihr.obs_value,
    max_by(series_break.kind, series_break.time_period) as last_kind
  from core.preferred as odihr
  left join core.series_break as series_break
    on series_break.series_id = odihr.series_id and series_break.time_period <= odihr.time_period
  where odihr.series_id = 'odihr_prosecuted' and odihr.unit = 'count'
  group by odihr.time_period, odihr.obs_value
),

pair as (
  select
    stretch.time_period,
    stretch.obs_value as odihr_value,
    om.series_id,
    om.obs_value as om_value,
    case
      when om.series_id = 'om_total_offence' then stretch.last_kind is not distinct from 'unit'
      else stretch.last_kind is null
    end as same
  from stretch
  join core.preferred as om using (time_period)
  where
    om.series_id in ('om_total_offence', 'om_specific_case')
    and om.dimension = 'total'
    and om.unit = 'count'
    and om.precision = 'exact'
)

select
  time_period,
  series_id,
  om_value,
  odihr_value,
  case when same then 'differs' else 'equal' end as fault
from pair
where
  (not same and om_value = odihr_value)
  or (
    same
    and om_value <> odihr_value
    and not exists (
      select 1
      from core.difference as difference
      where
        difference.time_period = pair.time_period
        and difference.reason not in ('definition', 'scope', 'unit')
        and list_sort([difference.obs_value_a, difference.obs_value_b]) = list_sort([pair.om_value, pair.odihr_value])
    )
  )
