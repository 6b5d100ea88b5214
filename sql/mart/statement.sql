/*
grain:
  nl: "Eén zin die de cijfers dragen, met de getallen erin."
  en: "One sentence that the figures bear, with the numbers in it."
columns:
  statement_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  statement_key: {nl: "Welke zin: de richting zit erin, zodat zij met de cijfers verandert.", en: "Which sentence: it holds the direction, so it changes with the figures."}
  theme: {nl: "Thema waar de zin bij hoort.", en: "Theme the sentence belongs to."}
  arguments: {nl: "De getallen en jaren in de zin, als JSON.", en: "The numbers and years in the sentence, as JSON."}
  codes: {nl: "De namen in de zin, als JSON: codelijst en code; series is een reeks.", en: "The names in the sentence, as JSON: codelist and code; series is a series."}
  statement_lineage: {nl: "De waarnemingen onder de zin.", en: "The observations under the sentence."}
order: [statement_id]
parameters:
  nearly_double: {value: 1.8, nl: "Vanaf deze verhouding heet een stijging bijna een verdubbeling.", en: "From this ratio a rise is called nearly a doubling."}
  share_of_many: {value: 100, nl: "Vanaf deze basis staat een aandeel in een zin.", en: "From this base a share stands in a sentence."}
*/
with total as (
  select
    time_period,
    obs_value,
    break_id,
    lineage
  from mart.inflow_by_year
  where series_id not in (select series_id from core.series where part_of is not null)
),

latest as (
  select *
  from total
  qualify row_number() over (order by time_period desc) = 1
),

changed as (
  select
    '1_change' as statement_id,
    case
      when change_meaning = 'higher' and obs_value >= $nearly_double * previous_value then 'nearly_doubled'
      when change_meaning = 'higher' then 'rose'
      when change_meaning = 'lower' then 'fell'
      else 'within_chance'
    end as statement_key,
    json_object(
      'year', time_period, 'value', obs_value, 'previous_year', previous_period, 'previous', previous_value,
      'change', abs(change), 'percent', abs(change_percent)
    ) as arguments,
    list_concat(lineage, previous_lineage) as statement_lineage
  from mart.key_figure
  where series_id in (select series_id from mart.inflow_by_year)
    and series_id not in (select series_id from core.series where part_of is not null)
    and change_meaning is not null
),

record as (
  select
    '2_record' as statement_id,
    case when latest.obs_value > max(earlier.obs_value) then 'highest' else 'lowest' end as statement_key,
    json_object('year', latest.time_period, 'value', latest.obs_value, 'first_year', min(earlier.time_period)) as arguments,
    latest.lineage as statement_lineage
  from latest
  join total as earlier on earlier.time_period < latest.time_period
  where not exists (
    select 1
    from total as cut
    where cut.break_id is not null
  )
  group by latest.time_period, latest.obs_value, latest.lineage
  having latest.obs_value > max(earlier.obs_value) or latest.obs_value < min(earlier.obs_value)
),

part as (
  select
    whole.time_period,
    whole.obs_value as whole_value,
    count(*) as parts,
    max(inflow.obs_value) as largest_value,
    arg_max(inflow.population, inflow.obs_value) as largest_population,
    min(inflow.obs_value) as other_value,
    flatten(list(inflow.lineage order by inflow.series_id)) as statement_lineage
  from latest as whole
  join mart.inflow_by_year as inflow on inflow.time_period = whole.time_period
  join core.series as series on series.series_id = inflow.series_id and series.part_of is not null
  group by whole.time_period, whole.obs_value
),

split as (
  select
    '3_split' as statement_id,
    'split_' || largest_population as statement_key,
    json_object(
      'year', time_period, 'value', largest_value, 'other', other_value, 'total', whole_value, 'percent', 100 * largest_value / whole_value
    ) as arguments,
    statement_lineage
  from part
  where parts = 2 and largest_value > other_value
),

inflow as (
  select *
  from changed
  union all
  select *
  from record
  union all
  select *
  from split
),

body as (
  select
    '4_' || key_figure_id as statement_id,
    case
      when change_meaning = 'higher' then 'series_rose'
      when change_meaning = 'lower' then 'series_fell'
      when change_meaning = 'chance' then 'series_within_chance'
      when break_id is not null then 'series_break'
      when previous_period is null then 'series_alone'
      else 'series_untested'
    end as statement_key,
    case when body = 'ODIHR' then 'hate_crime' else 'chain' end as theme,
    json_object(
      'year', time_period, 'value', obs_value, 'previous_year', previous_period, 'previous', previous_value,
      'change', abs(change), 'percent', abs(change_percent)
    ) as arguments,
    json_object('series', ['series', series_id]) as codes,
    list_concat(lineage, previous_lineage) as statement_lineage
  from mart.key_figure
  where series_id not in (select series_id from mart.inflow_by_year) and precision = 'exact'
),

largest_article as (
  select *
  from mart.inflow_article
  where unit = 'percent' and base_value >= $share_of_many
  qualify row_number() over (partition by series_id order by time_period desc, obs_value desc) = 1
),

article as (
  select
    '5_' || series_id as statement_id,
    case when obs_value > 50 then 'article_most' else 'article_share' end as statement_key,
    json_object('year', time_period, 'percent', obs_value, 'base', base_value) as arguments,
    json_object('article', ['category', 'article/' || category], 'population', ['population', population]) as codes,
    lineage as statement_lineage
  from largest_article
),

ranked_ground as (
  select
    time_period,
    category,
    obs_value,
    population,
    lineage,
    count(*) over (partition by time_period) as grounds,
    rank() over (partition by time_period order by obs_value desc) as place,
    flatten(list(lineage) over (partition by time_period)) as statement_lineage
  from mart.inflow_ground
  where series_id not in (select series_id from core.series where part_of is not null) and unit = 'count'
),

ground as (
  select
    '6_ground' as statement_id,
    'ground_most' as statement_key,
    json_object('year', time_period, 'value', obs_value) as arguments,
    json_object('ground', ['category', 'ground/' || category]) as codes,
    list_sort(statement_lineage) as statement_lineage
  from ranked_ground
  where grounds > 1 and place = 1
  qualify row_number() over (order by time_period desc) = 1 and count(*) over (partition by time_period) = 1
),

status as (
  select
    coalesce(sum(obs_value) filter (where category = 'completed'), 0) as completed,
    coalesce(sum(obs_value) filter (where category = 'partly_completed'), 0) as partly,
    coalesce(sum(obs_value) filter (where category = 'ongoing'), 0) as ongoing,
    max(measure_status_count.time_period) as letter_date,
    max(letter.scope) as scope,
    flatten(list(lineage order by category)) as statement_lineage
  from mart.measure_status_count as measure_status_count
  left join core.letter as letter on letter.is_last
  having count(*) > 0
)

select
  statement_id,
  statement_key,
  'inflow' as theme,
  cast(arguments as varchar) as arguments,
  '{}' as codes,
  statement_lineage
from inflow
union all
select
  statement_id,
  statement_key,
  theme,
  cast(arguments as varchar),
  cast(codes as varchar),
  statement_lineage
from body
union all
select
  statement_id,
  statement_key,
  'article_ground',
  cast(arguments as varchar),
  cast(codes as varchar),
  statement_lineage
from article
union all
select
  statement_id,
  statement_key,
  'article_ground',
  cast(arguments as varchar),
  cast(codes as varchar),
  statement_lineage
from ground
union all
select
  '7_measures',
  'measures',
  'measures',
  cast(json_object('total', completed + partly + ongoing, 'completed', completed, 'partly', partly, 'ongoing', ongoing, 'date', letter_date) as varchar),
  cast(json_object('scope', ['letter_scope', scope]) as varchar),
  statement_lineage
from status
