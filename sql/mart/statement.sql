/*
grain:
  nl: "Eén zin over de instroom die de cijfers dragen, met de getallen erin."
  en: "One sentence about the inflow that the figures bear, with the numbers in it."
columns:
  statement_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  statement_key: {nl: "Welke zin: de richting zit erin, zodat zij met de cijfers verandert.", en: "Which sentence: it holds the direction, so it changes with the figures."}
  theme: {nl: "Thema waar de zin bij hoort.", en: "Theme the sentence belongs to."}
  arguments: {nl: "De getallen en jaren in de zin, als JSON.", en: "The numbers and years in the sentence, as JSON."}
  statement_lineage: {nl: "De waarnemingen onder de zin.", en: "The observations under the sentence."}
order: [statement_id]
parameters:
  nearly_double: {value: 1.8, nl: "Vanaf deze verhouding heet een stijging bijna een verdubbeling.", en: "From this ratio a rise is called nearly a doubling."}
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
)

select
  statement_id,
  statement_key,
  'inflow' as theme,
  cast(arguments as varchar) as arguments,
  statement_lineage
from changed
union all
select
  statement_id,
  statement_key,
  'inflow',
  cast(arguments as varchar),
  statement_lineage
from record
union all
select
  statement_id,
  statement_key,
  'inflow',
  cast(arguments as varchar),
  statement_lineage
from split
