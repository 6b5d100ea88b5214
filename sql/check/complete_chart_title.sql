/*
severity: error
must_not:
  nl: "Een titel van een grafiek die iets anders zegt dan de cijfers eronder."
  en: "A title of a chart that says something else than the figures under it."
do:
  nl: "Herstel sql/mart/chart_title.sql."
  en: "Correct sql/mart/chart_title.sql."
*/
with title as (
  select
    chart_id,
    title_key,
    arguments ->> 'year' as year,
    arguments ->> 'previous_year' as previous_year,
    cast(arguments ->> 'value' as double) as value,
    cast(arguments ->> 'total' as double) as total,
    arguments ->> 'last_year' as last_year
  from mart.chart_title
),

inflow as (
  select time_period, obs_value
  from mart.inflow_by_year
  where series_id not in (select series_id from raw.series where part_of is not null)
)

select title.chart_id, title.title_key, 'superlative' as fault
from title
where
  title.chart_id = 'inflow_by_year'
  and (
    (title.title_key = 'highest' and title.value < (select max(obs_value) from inflow))
    or (title.title_key = 'lowest' and title.value > (select min(obs_value) from inflow))
  )
union all
select title.chart_id, title.title_key, 'direction'
from title
join inflow as latest on latest.time_period = title.year
join inflow as earlier on earlier.time_period = title.previous_year
where
  title.chart_id = 'inflow_by_year'
  and (
    (title.title_key = 'rose' and not latest.obs_value > earlier.obs_value)
    or (title.title_key = 'fell' and not latest.obs_value < earlier.obs_value)
  )
union all
-- The latest year of a body, and the year before it.
select title.chart_id, title.title_key, 'direction of ' || latest.series_id
from title
join mart.chain as latest on title.chart_id = 'chain'
left join mart.chain as earlier
  on earlier.series_id = latest.series_id and cast(earlier.time_period as integer) = cast(latest.time_period as integer) - 1
where
  latest.time_period = (select max(newest.time_period) from mart.chain as newest where newest.series_id = latest.series_id)
  and case title.title_key
    when 'all_more' then coalesce(earlier.obs_value, latest.obs_value) >= latest.obs_value
    else coalesce(earlier.obs_value, latest.obs_value) <= latest.obs_value
  end
union all
select title.chart_id, title.title_key, 'direction of ' || latest.series_id
from title
join mart.rate as latest on title.chart_id = 'rate' and latest.time_period = title.year
left join mart.rate as earlier on earlier.series_id = latest.series_id and earlier.time_period = title.previous_year
where
  case title.title_key
    when 'all_more' then coalesce(earlier.obs_value, latest.obs_value) >= latest.obs_value
    else coalesce(earlier.obs_value, latest.obs_value) <= latest.obs_value
  end
union all
select title.chart_id, title.title_key, 'not over a half'
from title
join mart.inflow_article as share on share.time_period = title.year
where title.chart_id = 'inflow_article' and title.title_key = 'most' and share.obs_value <= $half
union all
select title.chart_id, title.title_key, 'part and whole'
from title
where title.value > title.total
union all
select title.chart_id, title.title_key, 'goes on'
from title
join mart.prosecuted_sentenced as sentenced on sentenced.series_id = 'odihr_sentenced'
where title.chart_id = 'prosecuted_sentenced' and sentenced.obs_value is not null and sentenced.time_period > title.last_year
