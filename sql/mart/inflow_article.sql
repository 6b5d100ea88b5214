/*
grain: {nl: "Het aandeel van één artikel in de instroom van één soort in één jaar.", en: "The share of one article in the inflow of one kind in one year."}
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
order: [series_id, category, time_period]
parameters:
  share_from: {value: 20, nl: "Onder deze basis wordt een aandeel niet gegeven.", en: "Below this base a share is withheld."}
chart: true
*/
with printed_share as (
  select *
  from core.preferred
  where
    body = 'OM'
    and dimension = 'article'
    and unit = 'percent'
    and not starts_with(series_id, 'extract_')
    and regexp_full_match(time_period, '\d{4}')
),

counted as (
  select *
  from core.preferred
  where
    body = 'OM'
    and dimension = 'article'
    and unit = 'count'
    and not starts_with(series_id, 'extract_')
    and regexp_full_match(time_period, '\d{4}')
),

inflow as (
  select *
  from core.preferred
  where dimension = 'total' and category = 'total' and unit = 'count'
),

computed_share as (
  select
    counted.time_period,
    counted.body,
    counted.series_id,
    counted.population,
    counted.unit_of_count,
    counted.dimension,
    counted.category,
    100 * counted.obs_value / inflow.obs_value as obs_value,
    'percent' as unit,
    cast(inflow.obs_value as bigint) as base_value,
    case when inflow.obs_status = 'P' then 'P' else counted.obs_status end as obs_status,
    'computed' as obtained,
    case when inflow.precision = 'exact' then counted.precision else 'rounded' end as precision,
    counted.break_id,
    'share' as operation,
    list_concat(counted.publications, list_filter(inflow.publications, lambda id: not list_contains(counted.publications, id))) as publications,
    [counted.observation_id, inflow.observation_id] as lineage
  from counted
  join inflow using (series_id, time_period)
  where not exists (
    select 1
    from printed_share
    where
      printed_share.series_id = counted.series_id
      and printed_share.category = counted.category
      and printed_share.time_period = counted.time_period
  )
),

share as (
  select
    *,
    'given' as operation,
    [observation_id] as lineage
  from printed_share
  union all by name
  select *
  from computed_share
)

select
  time_period,
  body,
  series_id,
  population,
  unit_of_count,
  dimension,
  category,
  case when base_value < $share_from then null else obs_value end as obs_value,
  unit,
  base_value,
  case when base_value < $share_from then 'Q' else obs_status end as obs_status,
  obtained,
  precision,
  break_id,
  operation,
  publications,
  lineage
from share
