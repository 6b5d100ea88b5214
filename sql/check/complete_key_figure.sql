/*
severity: error
must_not:
  nl: "Een kerncijfer dat niet het laatste jaar is, met een ander jaar dan het vorige vergelijkt, of iets anders zegt dan de twee getallen."
  en: "A key figure that is not the last year, compares with another year than the one before, or says something else than the two numbers."
do:
  nl: "Herstel sql/mart/key_figure.sql."
  en: "Correct sql/mart/key_figure.sql."
*/
-- The verdict is held by the normal approximation of two counts, which is another
-- computation than the exact test of the model.
with yearly as (
  select series_id, time_period, obs_value from mart.inflow_by_year
  union
  select series_id, time_period, obs_value from mart.chain
  union
  select series_id, time_period, obs_value from mart.hate_crime where dimension = 'total'
),

latest as (
  select
    series_id,
    max(time_period) as time_period,
    max_by(obs_value, time_period) as obs_value
  from yearly
  group by series_id
),

-- Across a break of a kind that is comparable a change may be told.
cutting_break as (
  select series_break.*
  from raw.series_break as series_break
  join raw.codelist_break_kind as break_kind on break_kind.code = series_break.kind
  where not break_kind.comparable
),

previous as (
  select
    latest.series_id,
    yearly.time_period,
    yearly.obs_value
  from latest
  join yearly
    on yearly.series_id = latest.series_id
    and cast(yearly.time_period as integer) = cast(latest.time_period as integer) - 1
  anti join cutting_break as series_break
    on series_break.series_id = latest.series_id
    and series_break.dimension is null
    and series_break.time_period = latest.time_period
),

expected as (
  select
    latest.series_id,
    latest.time_period,
    latest.obs_value,
    previous.time_period as previous_period,
    previous.obs_value as previous_value
  from latest
  left join previous using (series_id)
),

judged as (
  select
    *,
    change / sqrt(obs_value + previous_value) as deviations
  from mart.key_figure
)

select
  coalesce(expected.series_id, judged.series_id) as series_id,
  expected.time_period as last_period,
  judged.time_period,
  expected.previous_period as period_before,
  judged.previous_period,
  judged.change,
  judged.change_meaning
from expected
full join judged using (series_id)
where
  expected.time_period is distinct from judged.time_period
  or expected.obs_value is distinct from judged.obs_value
  or expected.previous_period is distinct from judged.previous_period
  or expected.previous_value is distinct from judged.previous_value
  or judged.change is distinct from judged.obs_value - judged.previous_value
  or abs(judged.change_percent - 100 * (judged.obs_value / judged.previous_value - 1)) > 1e-6
  or not coalesce(judged.interval_low < judged.obs_value and judged.interval_high > judged.obs_value, true)
  or (judged.change_meaning = 'higher' and judged.deviations < $surely_not)
  or (judged.change_meaning = 'lower' and judged.deviations > -$surely_not)
  or (judged.change_meaning = 'chance' and abs(judged.deviations) > $surely)
