/*
grain:
  nl: "Eén reeks op de pagina van een onderwerp: van welke jaren er een cijfer over is, en van welke niet."
  en: "One series on the page of a topic: of which years there is a figure on it, and of which there is not."
columns:
  root_topic: {references: core.topic, nl: "Het onderwerp van de pagina.", en: "The topic of the page."}
  position: {nl: "Plaats in de volgorde.", en: "Place in the order."}
  known_periods: {type: "VARCHAR[]", nl: "Periodes met een cijfer over het hele onderwerp.", en: "Periods with a figure on the whole topic."}
  unknown_periods: {type: "VARCHAR[]", nl: "Jaren waarvan de reeks een totaal heeft, en geen cijfer over het onderwerp.", en: "Years of which the series has a total, and no figure on the topic."}
  undated: {type: BIGINT, nl: "Hoeveel schattingen er zijn waarvan de bron het jaar niet noemt.", en: "How many estimates there are of which the source does not state the year."}
  undated_low: {type: DOUBLE, nl: "De laagste van die schattingen.", en: "The lowest of those estimates."}
  undated_high: {type: DOUBLE, nl: "De hoogste van die schattingen.", en: "The highest of those estimates."}
  undated_lineage: {type: "VARCHAR[]", nl: "De waarnemingen van die schattingen.", en: "The observations of those estimates."}
key: [root_topic, series_id]
*/
with known as (
  select
    figure.root_topic,
    figure.series_id,
    figure.time_period
  from mart.topic as figure
  join core.topic_series as asked on asked.topic = figure.root_topic and asked.series_id = figure.series_id
  -- A form or a place within a topic, or an event, is not the whole of it.
  where
    figure.dimension in ('ground', 'bias_motivation', 'verdict')
    or (asked.whole and figure.dimension = 'total')
  group by figure.root_topic, figure.series_id, figure.time_period
),

counted as (
  select
    series_id,
    time_period
  from core.figure
  where dimension = 'total' and unit = 'count'
  group by series_id, time_period
),

known_list as (
  select
    root_topic,
    series_id,
    list(time_period order by time_period) as periods
  from known
  group by root_topic, series_id
),

unknown_list as (
  select
    asked.topic as root_topic,
    counted.series_id,
    list(counted.time_period order by counted.time_period) as periods
  from core.topic_series as asked
  join counted using (series_id)
  where not exists (
    select 1
    from known
    where
      known.root_topic = asked.topic
      and known.series_id = counted.series_id
      and known.time_period = counted.time_period
  )
  group by asked.topic, counted.series_id
),

undated as (
  select
    topic.root_topic,
    observation.series_id,
    count(*) as estimates,
    min(observation.obs_value) as low,
    max(observation.obs_value) as high,
    list(observation.observation_id order by observation.observation_id) as observations
  from core.observation as observation
  join core.topic_category as topic_category using (dimension, category)
  join core.topic as topic using (topic)
  where observation.time_period is null and observation.obs_status = 'E'
  group by topic.root_topic, observation.series_id
)

select
  asked.topic as root_topic,
  asked.position,
  asked.series_id,
  coalesce(known_list.periods, []) as known_periods,
  coalesce(unknown_list.periods, []) as unknown_periods,
  coalesce(undated.estimates, 0) as undated,
  undated.low as undated_low,
  undated.high as undated_high,
  coalesce(undated.observations, []) as undated_lineage
from core.topic_series as asked
left join known_list on known_list.root_topic = asked.topic and known_list.series_id = asked.series_id
left join unknown_list on unknown_list.root_topic = asked.topic and unknown_list.series_id = asked.series_id
left join undated on undated.root_topic = asked.topic and undated.series_id = asked.series_id
