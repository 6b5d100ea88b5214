/*
grain: {nl: "Eén kerncijfer: de laatste waarde van een reeks, met het jaar ervoor als vergelijken mag.", en: "One key figure: the last value of a series, with the year before when comparison is allowed."}
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
  key_figure_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  previous_period: {nl: "Het jaar ervoor, als vergelijken mag.", en: "The year before, when comparison is allowed."}
  previous_value: {nl: "De waarde in dat jaar.", en: "The value in that year."}
  change: {nl: "Verschil met het jaar ervoor.", en: "Difference with the year before."}
  change_percent: {nl: "Dat verschil als percentage van het jaar ervoor.", en: "That difference as a percentage of the year before."}
  interval_low: {nl: "Ondergrens van het exacte Poisson-interval van een aantal.", en: "Lower bound of the exact Poisson interval of a count."}
  interval_high: {nl: "Bovengrens van dat interval.", en: "Upper bound of that interval."}
  change_p: {nl: "Kans op zo'n verschil of een groter als er niets veranderde (exacte voorwaardelijke toets).", en: "Chance of such a difference or a larger one if nothing changed (exact conditional test)."}
  change_meaning: {nl: "higher of lower als het verschil meer is dan toeval verklaart, anders chance.", en: "higher or lower when the difference is more than chance explains, else chance."}
  previous_lineage: {nl: "De waarnemingen onder de waarde van het jaar ervoor.", en: "The observations under the value of the year before."}
order: [key_figure_id]
parameters:
  confidence: {value: 0.95, nl: "Betrouwbaarheid van het interval.", en: "Confidence of the interval."}
  significance: {value: 0.05, nl: "Onder deze kans is een verschil meer dan toeval.", en: "Below this chance a difference is more than chance."}
chart: true
*/
with candidate as (
  select
    time_period,
    body,
    series_id,
    population,
    unit_of_count,
    dimension,
    category,
    obs_value,
    unit,
    base_value,
    obs_status,
    obtained,
    precision,
    break_id,
    operation,
    publications,
    lineage
  from mart.inflow_by_year
  union all
  select
    time_period,
    body,
    series_id,
    population,
    unit_of_count,
    dimension,
    category,
    obs_value,
    unit,
    base_value,
    obs_status,
    obtained,
    precision,
    break_id,
    operation,
    publications,
    lineage
  from mart.chain
  where series_id not in (select series_id from mart.inflow_by_year)
  union all
  select
    time_period,
    body,
    series_id,
    population,
    unit_of_count,
    dimension,
    category,
    obs_value,
    unit,
    base_value,
    obs_status,
    obtained,
    precision,
    break_id,
    operation,
    publications,
    lineage
  from mart.hate_crime
  where dimension = 'total'
),

latest as (
  select *
  from candidate
  qualify row_number() over (partition by series_id order by time_period desc) = 1
),

compared as (
  select
    latest.*,
    previous.time_period as previous_period,
    previous.obs_value as previous_value,
    latest.obs_value - previous.obs_value as change,
    100 * (latest.obs_value - previous.obs_value) / previous.obs_value as change_percent,
    case when latest.unit = 'count' and latest.precision = 'exact' then latest.obs_value end as event_count,
    case when previous.unit = 'count' and previous.precision = 'exact' then previous.obs_value end as previous_count,
    previous.lineage as previous_lineage
  from latest
  left join candidate as previous
    on previous.series_id = latest.series_id
    and cast(previous.time_period as integer) = cast(latest.time_period as integer) - 1
    and latest.break_id is null
),

tested as (
  select
    *,
    change_p(previous_count, event_count) as chance
  from compared
)

select
  series_id as key_figure_id,
  time_period,
  body,
  series_id,
  population,
  unit_of_count,
  dimension,
  category,
  obs_value,
  unit,
  base_value,
  obs_status,
  obtained,
  precision,
  break_id,
  operation,
  publications,
  lineage,
  previous_period,
  previous_value,
  change,
  change_percent,
  poisson_low(event_count, $confidence) as interval_low,
  poisson_high(event_count, $confidence) as interval_high,
  chance as change_p,
  case
    when chance is null then null
    when chance >= $significance then 'chance'
    when change > 0 then 'higher'
    else 'lower'
  end as change_meaning,
  previous_lineage
from tested
