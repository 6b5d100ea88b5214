/*
grain: {nl: "Politie-incidenten in één jaar, met slachtoffers met een publieke taak.", en: "Police incidents in one year, including victims with a public task."}
columns:
  time_period: {nl: "Jaar.", en: "Year."}
  body: {nl: "Wie telt.", en: "Who counts."}
  series_id: {nl: "De reeks (core.series).", en: "The series (core.series)."}
  population: {nl: "Wat wordt geteld.", en: "What is counted."}
  unit_of_count: {nl: "Wat één is.", en: "What one is."}
  dimension: {nl: "Waarnaar is uitgesplitst.", en: "What it is broken down by."}
  category: {nl: "De categorie daarbinnen.", en: "The category within it."}
  obs_value: {nl: "De waarde.", en: "The value."}
  unit: {nl: "Eenheid van de waarde: aantal, procent of per 100.000 inwoners.", en: "Unit of the value: count, per cent or per 100,000 inhabitants."}
  base_value: {nl: "Waarvan een percentage een deel is, als die grootte bekend is.", en: "What a percentage is a share of, when that size is known."}
  obs_status: {nl: "Status (codelijst obs_status).", en: "Status (codelist obs_status)."}
  obtained: {nl: "Gedrukt, volgend uit de tekst, of hier berekend.", en: "Printed, following from the text, or computed here."}
  precision: {nl: "Exact, afgerond of ondergrens.", en: "Exact, rounded or lower bound."}
  break_id: {nl: "De reeksbreuk vlak voor deze waarde.", en: "The series break just before this value."}
  operation: {nl: "Hoe de waarde uit haar herkomst volgt: given, sum, difference, share, rate of count.", en: "How the value follows from its lineage: given, sum, difference, share, rate or count."}
  publications: {nl: "De publicaties waar de waarde op rust; de eerste is de gebruikte.", en: "The publications the value rests on; the first is the one used."}
  lineage: {nl: "De waarnemingen onder de waarde, in volgorde van de bewerking.", en: "The observations under the value, in the order of the operation."}
order: [time_period]
chart: true
*/
with scope_break as (
  select max(time_period) as time_period
  from core.series_break
  where series_id = 'police_incident' and kind = 'scope' and dimension is null
),

incident as (
  select preferred.*
  from core.preferred as preferred
  where
    preferred.series_id = 'police_incident'
    and preferred.dimension = 'total'
    and preferred.category = 'total'
    and regexp_full_match(preferred.time_period, '\d{4}')
),

public_task as (
  select *
  from core.preferred
  where series_id = 'police_public_task_incident' and dimension = 'total'
)

select
  incident.time_period,
  series.body,
  series.series_id,
  series.population,
  series.unit_of_count,
  incident.dimension,
  incident.category,
  incident.obs_value + public_task.obs_value as obs_value,
  incident.unit,
  cast(null as bigint) as base_value,
  'A' as obs_status,
  'computed' as obtained,
  incident.precision,
  cast(null as varchar) as break_id,
  'sum' as operation,
  list_concat(incident.publications, list_filter(public_task.publications, lambda id: not list_contains(incident.publications, id))) as publications,
  [incident.observation_id, public_task.observation_id] as lineage
from incident
join public_task using (time_period)
join scope_break on incident.time_period < scope_break.time_period
join core.series as series on series.series_id = 'police_incl_public_task_incident'
union all
select
  incident.time_period,
  series.body,
  series.series_id,
  series.population,
  series.unit_of_count,
  incident.dimension,
  incident.category,
  incident.obs_value,
  incident.unit,
  cast(null as bigint) as base_value,
  'A' as obs_status,
  incident.obtained,
  incident.precision,
  cast(null as varchar) as break_id,
  'given' as operation,
  incident.publications,
  [incident.observation_id] as lineage
from incident
join scope_break on incident.time_period >= scope_break.time_period
join core.series as series on series.series_id = 'police_incl_public_task_incident'
