/*
grain: {nl: "Het aantal per 100.000 inwoners in één jaar van één reeks; leeg in een jaar waarvan het aantal inwoners niet bekend is.", en: "The number per 100,000 inhabitants in one year of one series; empty in a year of which the number of inhabitants is not known."}
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
order: [series_id, time_period]
parameters:
  publish_from: {value: 10, nl: "Onder dit aantal gebeurtenissen geen cijfer per 100.000.", en: "Below this number of events no rate."}
  reliable_from: {value: 20, nl: "Onder dit aantal gebeurtenissen is het cijfer onbetrouwbaar.", en: "Below this number of events the rate is unreliable."}
  per_inhabitants: {value: 100000, nl: "Per hoeveel inwoners.", en: "Per how many inhabitants."}
chart: true
*/
with event as (
  select *
  from core.preferred as preferred
  where
    preferred.series_id in ('om_total_offence', 'police_incident')
    and preferred.dimension = 'total'
    and preferred.category = 'total'
    and preferred.unit = 'count'
    and preferred.obs_value >= $publish_from
    and regexp_full_match(preferred.time_period, '\d{4}')
),

inhabitants as (
  select *
  from core.preferred
  where population = 'inhabitants' -- on 1 January; not those at mid-year
)

select
  event.time_period,
  event.body,
  event.series_id,
  event.population,
  event.unit_of_count,
  event.dimension,
  event.category,
  $per_inhabitants * event.obs_value / inhabitants.obs_value as obs_value,
  'per_100000' as unit,
  cast(inhabitants.obs_value as bigint) as base_value,
  case when event.obs_value < $reliable_from then 'U' else event.obs_status end as obs_status,
  'computed' as obtained,
  event.precision,
  event.break_id,
  'rate' as operation,
  list_concat(event.publications, list_filter(coalesce(inhabitants.publications, []), lambda id: not list_contains(event.publications, id))) as publications,
  list_filter([event.observation_id, inhabitants.observation_id], lambda id: id is not null) as lineage
from event
left join inhabitants using (time_period)
