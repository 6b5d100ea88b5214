/*
grain:
  nl: "Eén zin die de aantallen uit een extractie dragen, met de getallen erin; geen zonder extractie."
  en: "One sentence that the counts of an extract bear, with the numbers in it; none without an extract."
columns:
  statement_id: {nl: "Vaste sleutel: de groep, en de plaats daarin.", en: "Permanent id: the group, and the place in it."}
  statement_group: {nl: "Zinnen van één groep horen bij elkaar en worden samen gelezen.", en: "Sentences of one group belong together and are read together."}
  statement_key: {nl: "Welke zin: de richting zit erin, zodat zij met de cijfers verandert.", en: "Which sentence: it holds the direction, so it changes with the figures."}
  theme: {nl: "De pagina waar de zin staat: extract.", en: "The page that the sentence is on: extract."}
  arguments: {nl: "De getallen en jaren in de zin, als JSON.", en: "The numbers and years in the sentence, as JSON."}
  codes: {nl: "De namen in de zin, als JSON: codelijst en code.", en: "The names in the sentence, as JSON: codelist and code."}
  statement_lineage: {type: "VARCHAR[]", nl: "De waarnemingen onder de zin.", en: "The observations under the sentence."}
key: [statement_id]
*/
-- Whole years only: what is known of a part of one is told beside the part.
with counted as (
  select * replace (cast(obs_value as double) as obs_value)
  from mart.extract_breakdown
  where series_id = 'extract_total_offence' and obs_value is not null and obs_status is distinct from 'P'
),

latest as (
  select *
  from counted
  where dimension = 'total'
  qualify row_number() over (order by time_period desc) = 1
),

compared as (
  select
    latest.time_period,
    change.previous_period,
    latest.obs_value,
    cast(change.previous_value as double) as previous_value,
    latest.obs_value - change.previous_value as change,
    change.change_meaning,
    change.not_judged,
    list_concat(latest.lineage, previous.lineage) as statement_lineage
  from latest
  join mart.extract_change as change using (time_period)
  join counted as previous on previous.dimension = 'total' and previous.time_period = change.previous_period
  where change.last_day is null and change.previous_value is not null
),

inflow as (
  select
    'a' as place,
    'extract_inflow' as statement_key,
    json_object('year', time_period, 'value', obs_value) as arguments,
    lineage as statement_lineage
  from latest
  union all
  select
    'b',
    'extract_' || case when change > 0 then 'more' when change < 0 then 'fewer' else 'same' end || case when previous_value >= $share_alone or change = 0 then '' else '_few' end,
    json_object(
      'year', time_period, 'value', obs_value, 'previous_year', previous_period, 'previous', previous_value,
      'change', abs(change), 'percent', abs(100 * change / nullif(previous_value, 0))
    ),
    statement_lineage
  from compared
  union all
  -- Of made-up figures the report says once that nothing is said of chance.
  select
    'c',
    'extract_' || coalesce('not_judged_' || not_judged, change_meaning),
    json_object('year', time_period, 'previous_year', previous_period),
    statement_lineage
  from compared
  where not_judged in ('event', 'cluster') or (not_judged is null and change_meaning is not null)
),

stage as (
  select
    'extract_stage' as statement_key,
    json_object(
      'year', latest.time_period,
      'total', latest.obs_value,
      'disposed', 100 * max(counted.obs_value) filter (where counted.category = 'disposed') / latest.obs_value,
      'prosecuted', 100 * max(counted.obs_value) filter (where counted.category = 'prosecuted') / latest.obs_value,
      'verdict', 100 * max(counted.obs_value) filter (where counted.category = 'verdict') / latest.obs_value
    ) as arguments,
    list_concat(flatten(list(counted.lineage order by counted.category)), latest.lineage) as statement_lineage
  from latest
  join counted using (time_period)
  where
    counted.dimension = 'stage'
    and counted.category in ('disposed', 'prosecuted', 'verdict')
    and latest.obs_value >= $share_alone
  group by latest.time_period, latest.obs_value, latest.lineage
  having count(*) = 3
),

-- The category with the most offences: named when it is one, and known.
ranked as (
  select
    counted.*,
    latest.obs_value as whole_value,
    list_concat(counted.lineage, latest.lineage) as statement_lineage,
    rank() over (partition by counted.dimension order by counted.obs_value desc) as place,
    count(*) over (partition by counted.dimension, counted.obs_value) as as_many
  from counted
  join latest using (time_period)
  where
    counted.dimension in ('ground', 'office')
    and counted.category not in ('none_recorded', 'rejected', 'unknown')
    and latest.obs_value >= $share_alone
),

largest as (
  select
    'extract_' || dimension as statement_key,
    dimension,
    json_object('year', time_period, 'value', obs_value, 'total', whole_value, 'percent', 100 * obs_value / whole_value) as arguments,
    json_object('category', ['category', dimension || '/' || category]) as codes,
    statement_lineage
  from ranked
  where place = 1 and as_many = 1 and obs_value > 0
)

select
  'extract_1.' || place as statement_id,
  'extract_1' as statement_group,
  statement_key,
  'extract' as theme,
  cast(arguments as varchar) as arguments,
  '{}' as codes,
  statement_lineage
from inflow
union all
select
  'extract_2',
  'extract_2',
  statement_key,
  'extract',
  cast(arguments as varchar),
  '{}',
  statement_lineage
from stage
union all
select
  case dimension when 'ground' then 'extract_3' else 'extract_4' end,
  case dimension when 'ground' then 'extract_3' else 'extract_4' end,
  statement_key,
  'extract',
  cast(arguments as varchar),
  cast(codes as varchar),
  statement_lineage
from largest
