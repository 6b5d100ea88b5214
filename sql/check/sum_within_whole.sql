/*
severity: error
must_not:
  nl: "Delen die samen, of één voor één, groter zijn dan het geheel."
  en: "Parts that together, or one by one, are larger than the whole."
do:
  nl: "Vergelijk de delen en het geheel met hun publicaties."
  en: "Compare the parts and the whole with their publications."
*/
with counted as (
  select *
  from core.preferred
  where unit = 'count' and precision = 'exact'
),

-- A count by category against the one total of its series, whatever that is called.
category as (
  select
    part.observation_id as part,
    part.series_id,
    part.time_period,
    part.obs_value as part_value,
    whole.obs_value as whole_value
  from counted as part
  join counted as whole
    on whole.series_id = part.series_id and whole.time_period = part.time_period and whole.dimension = 'total'
  where part.dimension not in ('total', 'event') and not contains(part.dimension, 'growth')
),

-- A count of a part of a series against the same count of the whole series.
kind as (
  select
    part.observation_id as part,
    whole.series_id,
    part.time_period,
    part.obs_value as part_value,
    whole.obs_value as whole_value
  from counted as part
  join core.series as series using (series_id)
  join counted as whole
    on whole.series_id = series.part_of
    and whole.time_period = part.time_period
    and whole.dimension = part.dimension
    and whole.category = part.category
),

-- Types of crime are disjoint, and so are hate crime and hate speech since they are
-- counted apart.
together as (
  select
    string_agg(part.observation_id, ' + ' order by part.observation_id) as part,
    whole.series_id,
    part.time_period,
    sum(part.obs_value) as part_value,
    any_value(whole.obs_value) as whole_value
  from counted as part
  join counted as whole
    on whole.series_id = part.series_id and whole.time_period = part.time_period and whole.dimension = 'total'
  where part.dimension = 'crime_type'
  group by whole.series_id, part.time_period
  union all
  select
    string_agg(part.observation_id, ' + ' order by part.observation_id),
    whole.series_id,
    part.time_period,
    sum(part.obs_value),
    any_value(whole.obs_value)
  from counted as part
  join counted as whole on whole.time_period = part.time_period and whole.dimension = 'total'
  where
    whole.series_id = 'police_incident'
    and part.series_id in ('odihr_hate_crime_incident', 'odihr_hate_speech_incident')
    and part.dimension = 'total'
    and part.time_period in (select time_period from counted where series_id = 'odihr_hate_speech_incident')
  group by whole.series_id, part.time_period
),

-- The parts of a sum that a source printed: MiND within MiND and MDI.
wider as (
  select
    part.observation_id as part,
    whole.series_id,
    part.time_period,
    part.obs_value as part_value,
    whole.obs_value as whole_value
  from counted as part
  join counted as whole using (time_period, dimension)
  where part.series_id = 'mind_report' and whole.series_id = 'mind_mdi_report' and dimension = 'total'
),

-- Single years within a sum of years.
years as (
  select
    string_agg(part.observation_id, ' + ' order by part.observation_id) as part,
    whole.series_id,
    whole.time_period,
    sum(part.obs_value) as part_value,
    any_value(whole.obs_value) as whole_value
  from counted as whole
  join counted as part using (series_id, dimension, category)
  where
    regexp_matches(whole.time_period, '^\d{4}-01-01/P\d+Y$')
    and regexp_full_match(part.time_period, '\d{4}')
    and cast(part.time_period as integer) between cast(whole.time_period[:4] as integer)
      and cast(whole.time_period[:4] as integer) + cast(regexp_extract(whole.time_period, 'P(\d+)Y', 1) as integer) - 1
    and not contains(category, 'avg')
  group by whole.observation_id, whole.series_id, whole.time_period
),

compared as (
  select * from category
  union all
  select * from kind
  union all
  select * from together
  union all
  select * from wider
  union all
  select * from years
)

select
  part,
  series_id,
  time_period,
  part_value,
  whole_value
from compared
where part_value > whole_value
