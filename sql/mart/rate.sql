/*
grain: {nl: "Het aantal per 100.000 inwoners in één jaar van één reeks; leeg in een jaar waarvan het aantal inwoners niet bekend is.", en: "The number per 100,000 inhabitants in one year of one series; empty in a year of which the number of inhabitants is not known."}
key: [series_id, time_period]
chart: true
*/
with event as (
  select *
  from core.figure
  where
    series_id in ('om_total_offence', 'police_incident')
    and dimension = 'total'
    and category = 'total'
    and unit = 'count'
    and obs_value >= $publish_from
),

inhabitants as (
  select *
  from core.figure
  where population = 'inhabitants' -- on 1 January; not those at mid-year
)

select event.* replace (
  $per_inhabitants * event.obs_value / inhabitants.obs_value as obs_value,
  'per_100000' as unit,
  cast(inhabitants.obs_value as bigint) as base_value,
  case
    when inhabitants.obs_value is null then 'O'
    when event.obs_value < $reliable_from then 'U'
    else event.obs_status
  end as obs_status,
  event.revised or coalesce(inhabitants.revised, false) as revised,
  'computed' as obtained,
  'rate' as operation,
  list_concat(event.publications, list_filter(coalesce(inhabitants.publications, []), lambda id: not list_contains(event.publications, id))) as publications,
  list_concat(event.lineage, coalesce(inhabitants.lineage, [])) as lineage
)
from event
left join inhabitants using (time_period)
