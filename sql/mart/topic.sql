/*
grain:
  nl: "Eén cijfer over een onderwerp, van één reeks, categorie, eenheid en periode."
  en: "One figure on a topic, of one series, category, unit and period."
columns:
  root_topic: {references: core.topic, nl: "Het onderwerp van de pagina.", en: "The topic of the page."}
  topic: {nl: "Het onderwerp of het deel ervan waar het cijfer over gaat.", en: "The topic, or the part of it, that the figure is on."}
  time_period: {nl: "Jaar, of de andere periode van het cijfer.", en: "Year, or the other period of the figure."}
key: [root_topic, series_id, dimension, category, unit, time_period]
chart: true
*/
with placed as (
  select
    topic.root_topic,
    topic.topic,
    preferred.*
  from core.preferred as preferred
  join core.topic_category as topic_category using (dimension, category)
  join core.topic as topic using (topic)
  union all by name
  -- What a series counts on one topic alone is on it, whatever it is broken down by.
  select
    series.topic as root_topic,
    series.topic,
    preferred.*
  from core.preferred as preferred
  join core.topic_series as series on series.series_id = preferred.series_id and series.whole
  where not exists (
    select 1
    from core.topic_category as topic_category
    where topic_category.dimension = preferred.dimension and topic_category.category = preferred.category
  )
)

select
  root_topic,
  topic,
  time_period,
  try_cast(time_period as integer) as year,
  body,
  series_id,
  population,
  unit_of_count,
  dimension,
  category,
  case when unit = 'count' then cast(obs_value as bigint) end as count_value,
  case when unit = 'percent' then obs_value end as percent_value,
  unit,
  base_value,
  obs_status,
  conf_status,
  revised,
  obtained,
  precision,
  break_id,
  'given' as operation,
  publications,
  [observation_id] as lineage
from placed
-- A change is no figure on what was counted, and an extract has a page of its own.
where dimension <> 'growth' and not starts_with(series_id, 'extract_')
