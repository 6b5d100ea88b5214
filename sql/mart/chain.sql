/*
grain: {nl: "Het aantal bij één instantie in één jaar.", en: "The number at one body in one year."}
columns:
  obs_value: {type: BIGINT}
key: [series_id, time_period]
chart: true
*/
select * replace (cast(obs_value as bigint) as obs_value)
from core.figure
where
  series_id in ('police_incident', 'adv_report', 'mind_report', 'crm_request', 'om_total_offence')
  and dimension = 'total'
  and category = 'total'
  and unit = 'count'
