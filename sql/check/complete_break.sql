/*
severity: error
must_not:
  nl: "Een reeksbreuk uit data/ die niet staat bij het eerste cijfer erna of bij een verandering eroverheen, of die bij een ander cijfer staat."
  en: "A series break of data/ that does not stand at the first figure after it or at a change across it, or stands at another."
do:
  nl: "Herstel sql/core/preferred.sql: de eerste waarde na een breuk draagt break_id en status B."
  en: "Correct sql/core/preferred.sql: the first value after a break carries break_id and status B."
*/
with yearly as (
  select *
  from core.preferred
  where regexp_full_match(time_period, '\d{4}') and not starts_with(series_id, 'extract_')
),

-- The figures that have a figure of the same kind before the break, and the last such
-- figure before themselves not after it.
expected as (
  select
    figure.observation_id,
    max_by(series_break.break_id, series_break.time_period) as break_id
  from yearly as figure
  join raw.series_break as series_break
    on series_break.series_id = figure.series_id
    and coalesce(series_break.dimension, figure.dimension) = figure.dimension
    and coalesce(series_break.category, figure.category) = figure.category
    and series_break.time_period <= figure.time_period
  join yearly as before
    on before.series_id = figure.series_id
    and before.dimension = figure.dimension
    and before.category = figure.category
    and before.unit = figure.unit
    and before.time_period < series_break.time_period
  where not contains(figure.dimension, 'growth') and not exists (
    select 1
    from yearly as between_them
    where
      between_them.series_id = figure.series_id
      and between_them.dimension = figure.dimension
      and between_them.category = figure.category
      and between_them.unit = figure.unit
      and between_them.time_period >= series_break.time_period
      and between_them.time_period < figure.time_period
  )
  group by figure.observation_id
  union all
  -- A change is against the year before.
  select
    figure.observation_id,
    max(series_break.break_id)
  from yearly as figure
  join raw.series_break as series_break
    on series_break.series_id = figure.series_id
    and series_break.dimension is null
    and cast(figure.time_period as integer) - 1 < cast(series_break.time_period as integer)
    and series_break.time_period <= figure.time_period
  where contains(figure.dimension, 'growth')
  group by figure.observation_id
)

select
  yearly.observation_id,
  yearly.series_id,
  yearly.time_period,
  expected.break_id as expected_break,
  yearly.break_id,
  yearly.obs_status
from yearly
left join expected using (observation_id)
where
  expected.break_id is distinct from yearly.break_id
  or (expected.break_id is not null and yearly.obs_status = 'A')
  or (expected.break_id is null and yearly.obs_status = 'B' and yearly.observation_id not in (
    select observation_id from raw.observation where obs_status = 'B'
  ))
