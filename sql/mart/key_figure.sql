/*
grain: {nl: "Eén kerncijfer: de laatste waarde van een reeks, met het jaar ervoor als vergelijken mag.", en: "One key figure: the last value of a series, with the year before when comparison is allowed."}
columns:
  obs_value: {type: BIGINT}
  body: {nl: "Wie telt of, bij een opgave, wie haar publiceert (core.series, counted_by).", en: "Who counts or, of a return, who publishes it (core.series, counted_by)."}
  key_figure_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  previous_period: {nl: "Het jaar ervoor, als vergelijken mag.", en: "The year before, when comparison is allowed."}
  previous_value: {type: BIGINT, nl: "De waarde in dat jaar.", en: "The value in that year."}
  previous_obs_status: {nl: "Status van die waarde (codelijst obs_status).", en: "Status of that value (codelist obs_status)."}
  previous_precision: {nl: "Of die waarde exact, afgerond of een ondergrens is.", en: "Whether that value is exact, rounded or a lower bound."}
  change: {type: BIGINT, nl: "Verschil met het jaar ervoor.", en: "Difference with the year before."}
  change_percent: {type: DOUBLE, nl: "Dat verschil als percentage van het jaar ervoor.", en: "That difference as a percentage of the year before."}
  comparison_break_id: {references: core.series_break, nl: "De reeksbreuk waar het verschil overheen gaat, als wat wordt geteld hetzelfde bleef (core.break_kind, comparable).", en: "The series break that the difference crosses, when what is counted stayed the same (core.break_kind, comparable)."}
  event_ids: {type: "VARCHAR[]", nl: "Bekende gebeurtenissen in het cijfer (core.event).", en: "Known events in the figure (core.event)."}
  previous_event_ids: {type: "VARCHAR[]", nl: "Bekende gebeurtenissen in het cijfer van het jaar ervoor.", en: "Known events in the figure of the year before."}
  without_events: {type: BIGINT, nl: "De waarde zonder die gebeurtenissen, als van alle bekend is hoeveel erin zitten en dat zij alleen van dat jaar zijn.", en: "The value without those events, when it is known of all how many are in it and that they are of that year alone."}
  previous_without_events: {type: BIGINT, nl: "De waarde van het jaar ervoor zonder haar gebeurtenissen, als dat te zeggen is.", en: "The value of the year before without its events, when that can be said."}
  change_percent_without: {type: DOUBLE, nl: "Het verschil als percentage, zonder de gebeurtenissen van beide jaren; leeg als er geen zijn.", en: "The difference as a percentage, without the events of both years; empty when there are none."}
  interval_low: {type: DOUBLE, nl: "Ondergrens van het exacte Poisson-interval van een aantal dat over toeval laat oordelen.", en: "Lower bound of the exact Poisson interval of a count of which chance can be judged."}
  interval_high: {type: DOUBLE, nl: "Bovengrens van dat interval.", en: "Upper bound of that interval."}
  change_p: {nl: "Kans op zo'n verschil of een groter als er niets veranderde (exacte voorwaardelijke toets); alleen waar over toeval te oordelen is.", en: "Chance of such a difference or a larger one if nothing changed (exact conditional test); only where chance can be judged."}
  change_meaning: {nl: "higher of lower als het verschil meer is dan toeval verklaart, anders chance; leeg waar over toeval niet te oordelen is.", en: "higher or lower when the difference is more than chance explains, else chance; empty where chance cannot be judged."}
  previous_lineage: {type: "VARCHAR[]", nl: "De waarnemingen onder de waarde van het jaar ervoor.", en: "The observations under the value of the year before."}
key: [key_figure_id]
chart: true
*/
with candidate as (
  select * from mart.inflow_by_year
  union all by name
  select * from mart.chain where series_id not in (select series_id from mart.inflow_by_year)
  union all by name
  select * from mart.hate_crime where dimension = 'total'
),

-- What is known to be in each figure. A size that is not known leaves the sum empty.
eventful as (
  select
    candidate.series_id,
    candidate.time_period,
    list(distinct event_figure.event_id order by event_figure.event_id) as event_ids,
    -- What is not of that year alone may be in the other year too: without it the
    -- figure compares with nothing.
    case when count(event_figure.event_value) = count(*) and bool_and(event_figure.of_year_only) then sum(event_figure.event_value) end as event_value
  from candidate
  join core.event_figure as event_figure on list_contains(candidate.lineage, event_figure.observation_id)
  where event_figure.included
  group by candidate.series_id, candidate.time_period
),

known as (
  select
    candidate.*,
    coalesce(eventful.event_ids, []) as event_ids,
    cast(candidate.obs_value - eventful.event_value as bigint) as without_events,
    coalesce(unit_of_count.independent, false)
      and candidate.unit = 'count'
      and candidate.precision = 'exact'
      and candidate.obs_status in ('A', 'B')
      and eventful.event_ids is null as judged
  from candidate
  left join eventful using (series_id, time_period)
  left join core.unit_of_count as unit_of_count using (unit_of_count)
),

latest as (
  select *
  from known
  qualify row_number() over (partition by series_id order by time_period desc) = 1
),

compared as (
  select
    latest.*,
    case when break_kind.comparable then latest.break_id end as comparison_break_id,
    previous.time_period as previous_period,
    previous.obs_value as previous_value,
    previous.obs_status as previous_obs_status,
    previous.precision as previous_precision,
    latest.obs_value - previous.obs_value as change,
    100 * (latest.obs_value - previous.obs_value) / previous.obs_value as change_percent,
    coalesce(previous.event_ids, []) as previous_event_ids,
    previous.without_events as previous_without_events,
    case when latest.event_ids = [] then latest.obs_value else latest.without_events end as bare_value,
    case when previous.event_ids = [] then previous.obs_value else previous.without_events end as previous_bare_value,
    case when latest.judged then latest.obs_value end as judged_value,
    case when latest.judged and previous.judged and latest.break_id is null then previous.obs_value end as previous_judged_value,
    previous.lineage as previous_lineage
  from latest
  left join core.series_break as series_break using (break_id)
  left join core.break_kind as break_kind on break_kind.break_kind = series_break.kind
  left join known as previous
    on previous.series_id = latest.series_id
    and cast(previous.time_period as integer) = cast(latest.time_period as integer) - 1
    and (latest.break_id is null or break_kind.comparable)
),

tested as (
  select
    *,
    change_p(previous_judged_value, judged_value) as chance
  from compared
)

select
  series_id as key_figure_id,
  time_period,
  try_cast(time_period as integer) as year,
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
  conf_status,
  revised,
  obtained,
  precision,
  break_id,
  operation,
  publications,
  lineage,
  previous_period,
  previous_value,
  previous_obs_status,
  previous_precision,
  change,
  change_percent,
  comparison_break_id,
  event_ids,
  previous_event_ids,
  without_events,
  previous_without_events,
  case
    when len(event_ids) + len(previous_event_ids) > 0 then 100 * (bare_value - previous_bare_value) / previous_bare_value
  end as change_percent_without,
  poisson_low(judged_value, $confidence) as interval_low,
  poisson_high(judged_value, $confidence) as interval_high,
  chance as change_p,
  case
    when chance is null then null
    when chance >= $significance then 'chance'
    when change > 0 then 'higher'
    else 'lower'
  end as change_meaning,
  previous_lineage
from tested
