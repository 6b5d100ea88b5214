/*
grain:
  nl: "Eén zin over een onderwerp die de cijfers dragen, met de getallen erin. Zij vergelijkt geen jaren."
  en: "One sentence on a topic that the figures bear, with the numbers in it. It compares no years."
columns:
  statement_id: {nl: "Vaste sleutel: de groep, en de plaats daarin.", en: "Permanent id: the group, and the place in it."}
  statement_group: {nl: "Zinnen van één groep horen bij elkaar en worden samen gelezen.", en: "Sentences of one group belong together and are read together."}
  statement_key: {nl: "Welke zin.", en: "Which sentence."}
  theme: {references: core.topic, nl: "Het onderwerp van de pagina waar de zin bij hoort.", en: "The topic of the page that the sentence belongs to."}
  arguments: {nl: "De getallen en jaren in de zin, als JSON.", en: "The numbers and years in the sentence, as JSON."}
  codes: {nl: "De namen in de zin, als JSON: codelijst en code; bij series en event de sleutel van een reeks of gebeurtenis.", en: "The names in the sentence, as JSON: codelist and code; for series and event the id of a series or an event."}
  statement_lineage: {type: "VARCHAR[]", nl: "De waarnemingen onder de zin.", en: "The observations under the sentence."}
key: [statement_id]
*/
-- Exact figures of one year on the whole topic. Two of one year are the same in two
-- units, or one is on a narrower topic than the other.
with figure as (
  select
    topic.*,
    asked.position,
    asked.whole and topic.dimension = 'total' as counts_all
  from mart.topic as topic
  join core.topic_series as asked on asked.topic = topic.root_topic and asked.series_id = topic.series_id and asked.told
  where
    regexp_full_match(topic.time_period, '\d{4}')
    and topic.precision = 'exact'
    and (topic.dimension in ('ground', 'bias_motivation') or (asked.whole and topic.dimension = 'total'))
    and (topic.unit = 'count' or topic.base_value is null or topic.base_value >= $share_alone)
),

newest as (
  select *
  from figure
  qualify
    dense_rank() over (
      partition by root_topic, series_id
      order by time_period desc, topic <> root_topic, category
    ) = 1
),

-- One sentence for a count and a share of the same year.
told as (
  select
    root_topic,
    position,
    series_id,
    dimension,
    category,
    time_period,
    counts_all,
    max(count_value) as counted,
    max(percent_value) as share,
    max(base_value) filter (where unit = 'percent') as base_value,
    bool_or(obs_status = 'P') as provisional,
    flatten(list(lineage order by unit)) as statement_lineage
  from newest
  group by root_topic, position, series_id, dimension, category, time_period, counts_all
),

valued as (
  select
    told.*,
    'a' as place,
    case
      when counts_all then 'topic_all'
      when counted is not null and share is not null then 'topic_count_share'
      when counted is not null then 'topic_count'
      when base_value is not null then 'topic_share_base'
      else 'topic_share'
    end as statement_key,
    cast(null as varchar) as event_id
  from told
),

provisional_told as (
  select
    told.*,
    'b',
    'provisional',
    null
  from told
  where provisional
),

-- What is known to be in the figure, each by its words once.
eventful as (
  select
    told.*,
    'c' || event.event_id,
    'topic_event',
    event.event_id
  from told
  join core.event_figure as held
    on held.observation_id = told.statement_lineage[1] and held.included and held.held = 'itself'
  join core.event as event using (event_id)
),

-- The series goes on, and the topic is not in it.
older as (
  select
    told.*,
    'd',
    'topic_older',
    null
  from told
  join core.series as series on series.series_id = told.series_id
  where series.last_period > told.time_period
),

sentence as (
  select * from valued
  union all
  select * from provisional_told
  union all
  select * from eventful
  union all
  select * from older
)

select
  root_topic || '.' || lpad(cast(position as varchar), 2, '0') || '.' || place as statement_id,
  root_topic || '.' || lpad(cast(position as varchar), 2, '0') as statement_group,
  statement_key,
  root_topic as theme,
  cast(json_object('year', time_period, 'value', counted, 'percent', share, 'base', base_value) as varchar) as arguments,
  cast(json_merge_patch(
    json_object('series', ['series', series_id], 'category', ['category', dimension || '/' || category]),
    case when event_id is null then '{}' else json_object('event', ['event', event_id]) end
  ) as varchar) as codes,
  statement_lineage
from sentence
