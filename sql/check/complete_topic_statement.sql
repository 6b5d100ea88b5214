/*
severity: error
must_not:
  nl: "Een zin over een onderwerp met een ander getal of jaar dan het laatste cijfer van de reeks, of een reeks die een zin hoort te hebben en er geen heeft."
  en: "A sentence on a topic with another number or year than the newest figure of the series, or a series that ought to have a sentence and has none."
do:
  nl: "Herstel sql/mart/topic_statement.sql."
  en: "Correct sql/mart/topic_statement.sql."
*/
with told as (
  select
    statement_id,
    theme,
    cast(codes as json) ->> '$.series[1]' as series_id,
    split_part(cast(codes as json) ->> '$.category[1]', '/', 1) as dimension,
    split_part(cast(codes as json) ->> '$.category[1]', '/', 2) as category,
    cast(arguments as json) ->> 'year' as year,
    cast(cast(arguments as json) ->> 'value' as double) as value,
    cast(cast(arguments as json) ->> 'percent' as double) as percent
  from mart.topic_statement
),

figure as (
  select
    topic.*
  from mart.topic as topic
  join raw.topic_series as asked on asked.topic = topic.root_topic and asked.series_id = topic.series_id and asked.told
  where
    regexp_full_match(topic.time_period, '\d{4}')
    and topic.precision = 'exact'
    and (topic.dimension = 'ground' or (asked.whole and topic.dimension = 'total'))
    and coalesce(topic.base_value, $share_alone) >= $share_alone
)

select statement_id, 'another number' as fault
from told
where
  (value is not null or percent is null)
  and not exists (
    select 1
    from raw.observation as observation
    where
      observation.series_id = told.series_id and observation.dimension = told.dimension and observation.category = told.category
      and observation.time_period = told.year and observation.unit = 'count' and observation.obs_value = told.value
  )
union all
select statement_id, 'another share'
from told
where
  percent is not null
  and not exists (
    select 1
    from raw.observation as observation
    where
      observation.series_id = told.series_id and observation.dimension = told.dimension and observation.category = told.category
      and observation.time_period = told.year and observation.unit = 'percent' and observation.obs_value = told.percent
  )
union all
select newest.root_topic || ' ' || newest.series_id || ' ' || newest.time_period, 'not the newest'
from (
  select root_topic, series_id, max(time_period) as time_period
  from figure
  group by root_topic, series_id
) as newest
where not exists (
  select 1
  from told
  where told.theme = newest.root_topic and told.series_id = newest.series_id and told.year = newest.time_period
)
