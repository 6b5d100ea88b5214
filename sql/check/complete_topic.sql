/*
severity: error
must_not:
  nl: "Een cijfer over een onderwerp dat niet op de pagina ervan komt, of er staat en er niet hoort; een categorie over een onderwerp die nergens bij is ingedeeld."
  en: "A figure on a topic that does not reach its page, or is there and does not belong; a category on a topic that is placed nowhere."
do:
  nl: "Herstel sql/mart/topic.sql, of deel de categorie in bij een onderwerp: data/definitions/topic_category.csv."
  en: "Correct sql/mart/topic.sql, or place the category with a topic: data/definitions/topic_category.csv."
*/
-- Read from the files: what is placed by its category, and what a series counts on one
-- topic alone.
with usable as (
  select distinct series_id, dimension, category, unit, time_period
  from raw.observation
  where obs_status <> 'V' and time_period is not null and dimension <> 'growth' and not starts_with(series_id, 'extract_')
),

top_topic as (
  select
    topic.code as topic,
    coalesce(above.parent, topic.parent, topic.code) as root_topic
  from raw.codelist_topic as topic
  left join raw.codelist_topic as above on above.code = topic.parent
),

expected as (
  select
    top_topic.root_topic,
    usable.*
  from usable
  join raw.topic_category as placed on placed.dimension = usable.dimension and placed.category = usable.category
  join top_topic on top_topic.topic = placed.topic
  union
  select
    asked.topic,
    usable.*
  from usable
  join raw.topic_series as asked on asked.series_id = usable.series_id and asked.whole
),

shown as (
  select root_topic, series_id, dimension, category, unit, time_period
  from mart.topic
)

select
  coalesce(expected.root_topic, shown.root_topic) as topic,
  coalesce(expected.series_id, shown.series_id) as series_id,
  coalesce(expected.category, shown.category) as category,
  coalesce(expected.time_period, shown.time_period) as time_period,
  case when shown.root_topic is null then 'missing' else 'does not belong' end as fault
from expected
full join shown using (root_topic, series_id, dimension, category, unit, time_period)
where expected.root_topic is null or shown.root_topic is null
union all
-- The code of a category that is on a topic begins with that of one that is placed, as
-- antisemitisme_geweld does with antisemitisme.
select
  placed.topic,
  null,
  category.dimension || '/' || category.code,
  null,
  'placed nowhere'
from raw.codelist_category as category
join raw.topic_category as placed
  on placed.dimension = 'ground' and starts_with(category.code, placed.category)
where not exists (
  select 1
  from raw.topic_category as itself
  where itself.dimension = category.dimension and itself.category = category.code
)
