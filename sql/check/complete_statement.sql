/*
severity: error
must_not:
  nl: "Een zin die iets anders zegt dan de cijfers eronder, of een kerncijfer zonder zin."
  en: "A sentence that says something else than the figures under it, or a key figure without a sentence."
do:
  nl: "Herstel sql/mart/statement.sql."
  en: "Correct sql/mart/statement.sql."
*/
with statement as (
  select
    statement_id,
    statement_key,
    arguments ->> 'year' as year,
    cast(arguments ->> 'value' as double) as value,
    cast(arguments ->> 'previous' as double) as previous,
    cast(arguments ->> 'other' as double) as other,
    codes
  from mart.statement
),

total as (
  select time_period, obs_value
  from mart.inflow_by_year
  where series_id not in (select series_id from raw.series where part_of is not null)
),

kind as (
  select inflow.time_period, inflow.population, inflow.obs_value
  from mart.inflow_by_year as inflow
  join raw.series as series using (series_id)
  where series.part_of is not null
),

ground as (
  select time_period, category, count_value as obs_value
  from mart.inflow_ground
  where unit = 'count' and series_id not in (select series_id from raw.series where part_of is not null)
)

select statement_id, statement_key, 'direction' as fault
from statement
where
  (regexp_matches(statement_key, '(^|_)(rose|doubled)(_|$)') and not coalesce(value > previous, true))
  or (regexp_matches(statement_key, '(^|_)fell(_|$)') and not coalesce(value < previous, true))
union all
select statement_id, statement_key, 'superlative'
from statement
where
  (statement_key = 'highest' and value < (select max(obs_value) from total))
  or (statement_key = 'lowest' and value > (select min(obs_value) from total))
union all
select statement.statement_id, statement.statement_key, 'largest part'
from statement
left join kind
  on kind.time_period = statement.year and statement.statement_key = 'split_' || kind.population
where
  starts_with(statement.statement_key, 'split_')
  and not coalesce(kind.obs_value = statement.value and statement.value > statement.other, false)
union all
select statement.statement_id, statement.statement_key, 'largest ground'
from statement
where
  statement.statement_key = 'ground_most'
  and exists (select 1 from ground where ground.time_period = statement.year and ground.obs_value > statement.value)
union all
select key_figure.key_figure_id, null, 'no sentence'
from mart.key_figure as key_figure
where
  key_figure.precision = 'exact'
  and key_figure.series_id not in (select series_id from mart.inflow_by_year)
  and not exists (
    select 1
    from statement
    where statement.year = key_figure.time_period and statement.value = key_figure.obs_value
  )
