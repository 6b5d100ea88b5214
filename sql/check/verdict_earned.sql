/*
severity: error
must_not:
  nl: "Een oordeel over toeval bij meldingen of verzoeken, over een reeksbreuk heen, of bij een cijfer dat voorlopig of niet exact is of waar een bekende gebeurtenis in zit."
  en: "A verdict on chance about reports or requests, across a series break, or with a figure that is provisional, not exact or holds a known event."
do:
  nl: "De regel staat in sql/mart/key_figure.sql; herstel haar."
  en: "The rule stands in sql/mart/key_figure.sql; restore it."
*/
with side as (
  select key_figure_id, series_id, dimension, time_period as last_period, time_period, unnest(lineage) as observation_id
  from mart.key_figure
  where change_meaning is not null
  union all
  select key_figure_id, series_id, dimension, time_period, previous_period, unnest(previous_lineage)
  from mart.key_figure
  where change_meaning is not null
)

select
  side.key_figure_id,
  side.time_period,
  side.observation_id,
  case
    when not coalesce(unit_of_count.independent, false) then 'not independent'
    when observation.precision <> 'exact' then 'not exact'
    when observation.obs_status <> 'A' then 'status ' || observation.obs_status
    when event_figure.event_id is not null then 'known event ' || event_figure.event_id
    else 'series break ' || series_break.break_id
  end as fault
from side
join core.observation as observation using (observation_id)
left join core.unit_of_count as unit_of_count on unit_of_count.unit_of_count = observation.unit_of_count
left join core.event_figure as event_figure
  on event_figure.observation_id = side.observation_id
  and event_figure.included
left join core.series_break as series_break
  on series_break.series_id = side.series_id
  and coalesce(series_break.dimension, side.dimension) = side.dimension
  and series_break.category is null
  and series_break.time_period = side.last_period
where
  not coalesce(unit_of_count.independent, false)
  or observation.precision <> 'exact'
  or observation.obs_status <> 'A'
  or event_figure.event_id is not null
  or series_break.break_id is not null
