/*
grain: {nl: "Politie-incidenten in één jaar, met slachtoffers met een publieke taak.", en: "Police incidents in one year, including victims with a public task."}
columns:
  obs_value: {type: BIGINT}
key: [time_period]
chart: true
*/
with scope_break as (
  select max(time_period) as time_period
  from core.series_break
  where series_id = 'police_incident' and kind = 'scope' and dimension is null
),

-- Shown as the series that holds both, so without the status and break of its own.
incident as (
  select figure.* replace (
    series.series_id as series_id,
    series.body as body,
    series.population as population,
    series.unit_of_count as unit_of_count,
    cast(null as bigint) as base_value,
    'A' as obs_status,
    cast(null as varchar) as break_id
  )
  from core.figure as figure
  join core.series as series on series.series_id = 'police_incl_public_task_incident'
  where
    figure.series_id = 'police_incident'
    and figure.dimension = 'total'
    and figure.category = 'total'
),

public_task as (
  select *
  from core.figure
  where series_id = 'police_public_task_incident' and dimension = 'total'
)

select incident.* replace (
  cast(incident.obs_value + public_task.obs_value as bigint) as obs_value,
  'computed' as obtained,
  'sum' as operation,
  incident.revised or public_task.revised as revised,
  list_concat(incident.publications, list_filter(public_task.publications, lambda id: not list_contains(incident.publications, id))) as publications,
  list_concat(incident.lineage, public_task.lineage) as lineage
)
from incident
join public_task using (time_period)
join scope_break on incident.time_period < scope_break.time_period
union all by name
select incident.* replace (cast(incident.obs_value as bigint) as obs_value)
from incident
join scope_break on incident.time_period >= scope_break.time_period
