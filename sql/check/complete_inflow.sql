/*
severity: error
must_not:
  nl: "Een jaar met het totaal van het OM en één soort feiten, zonder de andere soort."
  en: "A year with the OM total and one kind of offences, without the other kind."
do:
  nl: "Herstel sql/mart/inflow_by_year.sql: de soort die niet gedrukt is, is het totaal min de andere."
  en: "Correct sql/mart/inflow_by_year.sql: the kind that is not printed is the total minus the other."
*/
with usable as (
  select distinct observation.series_id, coalesce(series.part_of, series.series_id) as whole_id, observation.time_period
  from raw.observation as observation
  join raw.series as series using (series_id)
  where
    observation.dimension = 'total'
    and observation.category = 'total'
    and observation.unit = 'count'
    and observation.obs_status <> 'V'
    and regexp_full_match(observation.time_period, '\d{4}')
    and (series.part_of = 'om_total_offence' or series.series_id = 'om_total_offence')
),

complete as (
  select time_period
  from usable
  group by time_period
  having bool_or(series_id = whole_id) and count(distinct series_id) > 1
),

needed as (
  select complete.time_period, series.series_id
  from complete
  cross join raw.series as series
  where series.part_of = 'om_total_offence'
)

select needed.time_period, needed.series_id
from needed
anti join mart.inflow_by_year as inflow using (time_period, series_id)
