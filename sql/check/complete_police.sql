/*
severity: error
must_not:
  nl: "Een jaar zonder vergelijkbaar politiecijfer terwijl het kan, of een som over de breuk heen."
  en: "A year without a comparable police figure though there can be one, or a sum on the wrong side of the break."
do:
  nl: "Herstel sql/mart/police_comparable.sql: voor de breuk van afbakening met de publieke taak erbij, daarna zoals gedrukt."
  en: "Correct sql/mart/police_comparable.sql: before the break of scope with the public task added, after it as printed."
*/
with police as (
  select
    observation.time_period,
    bool_or(observation.series_id = 'police_incident') as counted,
    bool_or(observation.series_id = 'police_public_task_incident') as public_task
  from raw.observation as observation
  where
    observation.series_id in ('police_incident', 'police_public_task_incident')
    and observation.dimension = 'total'
    and observation.unit = 'count'
    and observation.obs_status <> 'V'
    and regexp_full_match(observation.time_period, '\d{4}')
  group by observation.time_period
),

scope_break as (
  select max(time_period) as time_period
  from raw.series_break
  where series_id = 'police_incident' and kind = 'scope'
),

expected as (
  select
    police.time_period,
    case when police.time_period < scope_break.time_period then 'sum' else 'given' end as operation
  from police
  cross join scope_break
  where police.counted and (police.public_task or police.time_period >= scope_break.time_period)
)

select
  coalesce(expected.time_period, comparable.time_period) as time_period,
  expected.operation as expected_operation,
  comparable.operation
from expected
full join mart.police_comparable as comparable using (time_period)
where expected.operation is distinct from comparable.operation
