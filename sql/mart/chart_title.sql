/*
grain:
  nl: "De titel van één grafiek die zegt wat de cijfers dragen. Een grafiek waarover niets te beweren valt, staat hier niet: haar titel is haar onderwerp."
  en: "The title of one chart that says what the figures bear. A chart of which nothing can be claimed is not here: its title is its subject."
columns:
  chart_id: {nl: "De grafiek.", en: "The chart."}
  title_key: {nl: "Welke zin: de richting zit erin, zodat zij met de cijfers verandert.", en: "Which sentence: it holds the direction, so it changes with the figures."}
  arguments: {nl: "De getallen en jaren in de zin, als JSON.", en: "The numbers and years in the sentence, as JSON."}
  codes: {nl: "De namen in de zin, als JSON: codelijst en code.", en: "The names in the sentence, as JSON: codelist and code."}
  title_lineage: {type: "VARCHAR[]", nl: "De waarnemingen onder de zin.", en: "The observations under the sentence."}
key: [chart_id]
*/
-- A record comes first; without one, a change that is more than chance.
with inflow as (
  select
    'inflow_by_year' as chart_id,
    statement_key as title_key,
    arguments,
    '{}' as codes,
    statement_lineage as title_lineage
  from mart.statement
  where statement_group = '2_record'
  union all
  select
    'inflow_by_year',
    case change_meaning when 'higher' then 'rose' else 'fell' end,
    cast(json_object('year', time_period, 'value', obs_value, 'previous_year', previous_period, 'change', abs(change)) as varchar),
    '{}',
    list_concat(lineage, previous_lineage)
  from mart.key_figure
  where
    series_id in (select series_id from mart.inflow_by_year)
    and series_id not in (select series_id from core.series where part_of is not null)
    and change_meaning in ('higher', 'lower')
    and obs_status is distinct from 'P'
    and not exists (select 1 from mart.statement where statement_group = '2_record')
),

-- What can be chance, is not exact or may not be compared makes the whole claim
-- about the bodies one that cannot be made.
compared_body as (
  select
    count(*) as bodies,
    count(*) filter (
      where
        key_figure.precision = 'exact'
        and key_figure.previous_precision = 'exact'
        and key_figure.obs_status is distinct from 'P'
        and key_figure.previous_obs_status is distinct from 'P'
        and key_figure.change_meaning is distinct from 'chance'
        and key_figure.change > 0
        and key_figure.comparison_break_id is null
    ) as more,
    count(*) filter (
      where
        key_figure.precision = 'exact'
        and key_figure.previous_precision = 'exact'
        and key_figure.obs_status is distinct from 'P'
        and key_figure.previous_obs_status is distinct from 'P'
        and key_figure.change_meaning is distinct from 'chance'
        and key_figure.change < 0
        and key_figure.comparison_break_id is null
    ) as fewer,
    flatten(list(list_concat(key_figure.lineage, key_figure.previous_lineage) order by key_figure.series_id)) as title_lineage
  from (select distinct series_id from mart.chain) as body
  left join mart.key_figure as key_figure using (series_id)
),

chain as (
  select
    'chain' as chart_id,
    case when more = bodies then 'all_more' else 'all_fewer' end as title_key,
    cast(json_object('bodies', bodies) as varchar) as arguments,
    '{}' as codes,
    title_lineage
  from compared_body
  where bodies > 1 and bodies in (more, fewer)
),

-- Per inhabitant a change is claimed only where the number itself may be compared
-- and its change is not chance.
latest_rate as (
  select
    *,
    lag(obs_value) over (partition by series_id order by time_period) as previous_rate,
    lag(lineage) over (partition by series_id order by time_period) as previous_rate_lineage,
    lag(time_period) over (partition by series_id order by time_period) as previous_rate_period
  from mart.rate
  qualify row_number() over (partition by series_id order by time_period desc) = 1
),

compared_rate as (
  select
    latest_rate.*,
    key_figure.previous_period = latest_rate.previous_rate_period
    and key_figure.time_period = latest_rate.time_period
    and key_figure.comparison_break_id is null
    and key_figure.precision = 'exact'
    and key_figure.previous_precision = 'exact'
    and key_figure.obs_status is distinct from 'P'
    and key_figure.previous_obs_status is distinct from 'P'
    and key_figure.change_meaning is distinct from 'chance' as may_compare
  from latest_rate
  left join mart.key_figure as key_figure using (series_id)
),

rate as (
  select
    'rate' as chart_id,
    case when bool_and(obs_value > previous_rate) then 'all_more' else 'all_fewer' end as title_key,
    cast(json_object('year', max(time_period), 'previous_year', max(previous_rate_period)) as varchar) as arguments,
    '{}' as codes,
    flatten(list(list_concat(lineage, previous_rate_lineage) order by series_id)) as title_lineage
  from compared_rate
  having
    count(*) > 1
    and count(distinct time_period) = 1
    and bool_and(coalesce(may_compare, false))
    and (bool_and(coalesce(obs_value > previous_rate, false)) or bool_and(coalesce(obs_value < previous_rate, false)))
),

-- The two articles of the chart are both insult, each of its own kind of offence.
latest_article as (
  select *
  from mart.inflow_article
  where
    unit = 'percent'
    and ((series_id = 'om_specific_offence' and category = 'art_137c') or (series_id = 'om_codis_offence' and category = 'art_266'))
  qualify row_number() over (partition by series_id order by time_period desc) = 1
),

article as (
  select
    'inflow_article' as chart_id,
    case when min(obs_value) > $half then 'most' else 'shares' end as title_key,
    cast(json_object(
      'year', max(time_period),
      'specific', max(obs_value) filter (where series_id = 'om_specific_offence'),
      'codis', max(obs_value) filter (where series_id = 'om_codis_offence')
    ) as varchar) as arguments,
    '{}' as codes,
    flatten(list(lineage order by series_id)) as title_lineage
  from latest_article
  having
    count(*) = 2
    and min(time_period) = max(time_period)
    and min(base_value) >= $share_alone
    and bool_and(precision = 'exact' and obs_status is distinct from 'P')
),

ground as (
  select
    'inflow_ground' as chart_id,
    'of_total' as title_key,
    cast(json_object('year', ground.time_period, 'value', ground.count_value, 'total', total.obs_value) as varchar) as arguments,
    cast(json_object('ground', ['category', 'ground/' || ground.category]) as varchar) as codes,
    list_concat(ground.lineage, total.lineage) as title_lineage
  from mart.inflow_ground as ground
  join mart.inflow_by_year as total using (series_id, time_period)
  where
    ground.unit = 'count'
    and ground.precision = 'exact'
    and total.precision = 'exact'
    and total.obs_value >= $share_alone
    and ground.series_id not in (select series_id from core.series where part_of is not null)
    and ground.time_period = (select max(time_period) from mart.inflow_ground)
    and ground.obs_status is distinct from 'P'
    and total.obs_status is distinct from 'P'
  qualify row_number() over (order by ground.count_value desc, ground.category) = 1
),

-- What one return goes on with and the other does not.
returned as (
  select
    max_by(obs_value, time_period) filter (where series_id = 'odihr_prosecuted') as value,
    max_by(lineage, time_period) filter (where series_id = 'odihr_prosecuted') as title_lineage,
    max(time_period) filter (where series_id = 'odihr_prosecuted' and obs_value is not null) as year,
    max(time_period) filter (where series_id = 'odihr_sentenced' and obs_value is not null) as last_year
  from mart.prosecuted_sentenced
),

prosecuted as (
  select
    'prosecuted_sentenced' as chart_id,
    'sentenced_ends' as title_key,
    cast(json_object('year', year, 'value', value, 'last_year', last_year) as varchar) as arguments,
    '{}' as codes,
    title_lineage
  from returned
  where last_year < year
),

measure as (
  select
    'measure_status' as chart_id,
    'completed' as title_key,
    cast(json_object(
      'date', max(time_period),
      'completed', coalesce(sum(obs_value) filter (where category = 'completed'), 0),
      'total', sum(obs_value)
    ) as varchar) as arguments,
    '{}' as codes,
    flatten(list(lineage order by category)) as title_lineage
  from mart.measure_status_count
  having count(*) > 0
),

-- Of an extract: the category with the most offences in its last whole year.
counted as (
  select breakdown.*
  from mart.extract_breakdown as breakdown
  where
    breakdown.series_id = 'extract_total_offence'
    and breakdown.obs_value is not null
    and breakdown.obs_status is distinct from 'P'
    and not exists (
      select 1
      from core.publication as publication
      where publication.synthetic and list_contains(breakdown.publications, publication.publication_id)
    )
),

whole_year as (
  select *
  from counted
  where dimension = 'total' and obs_value >= $share_alone
  qualify row_number() over (order by time_period desc) = 1
),

ranked as (
  select
    counted.*,
    whole_year.obs_value as whole_value,
    list_concat(counted.lineage, whole_year.lineage) as title_lineage,
    rank() over (partition by counted.dimension order by counted.obs_value desc) as place,
    count(*) over (partition by counted.dimension, counted.obs_value) as as_many
  from counted
  join whole_year using (time_period)
  where counted.dimension in ('article', 'ground', 'place', 'office')
),

extracted as (
  select
    'extract_' || dimension as chart_id,
    'largest' as title_key,
    cast(json_object('year', time_period, 'value', obs_value, 'total', whole_value) as varchar) as arguments,
    cast(json_object('category', ['category', dimension || '/' || category]) as varchar) as codes,
    title_lineage
  from ranked
  where place = 1 and as_many = 1
)

select * from inflow
union all
select * from chain
union all
select * from rate
union all
select * from article
union all
select * from ground
union all
select * from prosecuted
union all
select * from measure
union all
select * from extracted
