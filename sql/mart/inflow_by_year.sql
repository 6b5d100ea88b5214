/*
grain: {nl: "De instroom bij het OM in één jaar van één soort: specifiek, codis of totaal.", en: "The inflow at the OM in one year of one kind: specific, codis or total."}
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
chart: true
*/
with whole as (
  select *
  from core.preferred
  where
    series_id = 'om_total_offence'
    and dimension = 'total'
    and unit = 'count'
    and regexp_full_match(time_period, '\d{4}')
),

part as (
  select preferred.*
  from core.preferred as preferred
  join core.series as series using (series_id)
  where
    series.part_of = 'om_total_offence'
    and preferred.dimension = 'total'
    and preferred.unit = 'count'
    and regexp_full_match(preferred.time_period, '\d{4}')
),

missing_part as (
  select
    whole.time_period,
    series.body,
    series.series_id,
    series.population,
    series.unit_of_count,
    whole.dimension,
    whole.category,
    whole.obs_value - part.obs_value as obs_value,
    whole.unit,
    null as base_value,
    case when 'P' in (whole.obs_status, part.obs_status) then 'P' else 'A' end as obs_status,
    'computed' as obtained,
    -- A difference with a figure that is not exact is not exact either, and no bound.
    case when whole.precision = 'exact' and part.precision = 'exact' then 'exact' else 'rounded' end as precision,
    null as break_id,
    'difference' as operation,
    list_concat(whole.publications, list_filter(part.publications, lambda id: not list_contains(whole.publications, id))) as publications,
    [whole.observation_id, part.observation_id] as lineage
  from whole
  join part using (time_period)
  join core.series as series on series.part_of = whole.series_id and series.series_id <> part.series_id
  where not exists (
    select 1
    from part as other
    where other.time_period = whole.time_period and other.series_id = series.series_id
  )
),

known as (
  select * from whole
  union all
  select * from part
)

select
  known.time_period,
  known.body,
  known.series_id,
  known.population,
  known.unit_of_count,
  known.dimension,
  known.category,
  known.obs_value,
  known.unit,
  known.base_value,
  known.obs_status,
  known.obtained,
  known.precision,
  known.break_id,
  'given' as operation,
  known.publications,
  [known.observation_id] as lineage
from known
union all
select
  missing_part.time_period,
  missing_part.body,
  missing_part.series_id,
  missing_part.population,
  missing_part.unit_of_count,
  missing_part.dimension,
  missing_part.category,
  missing_part.obs_value,
  missing_part.unit,
  missing_part.base_value,
  missing_part.obs_status,
  missing_part.obtained,
  missing_part.precision,
  missing_part.break_id,
  missing_part.operation,
  missing_part.publications,
  missing_part.lineage
from missing_part
