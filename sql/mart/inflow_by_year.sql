/*
grain: {nl: "De instroom bij het OM in één jaar van één soort: specifiek, codis of totaal.", en: "The inflow at the OM in one year of one kind: specific, codis or total."}
columns:
  obs_value: {type: BIGINT}
key: [series_id, time_period]
chart: true
*/
with whole as (
  select *
  from core.figure
  where
    series_id = 'om_total_offence'
    and dimension = 'total'
    and unit = 'count'
),

part as (
  select figure.*
  from core.figure as figure
  join core.series as series using (series_id)
  where
    series.part_of = 'om_total_offence'
    and figure.dimension = 'total'
    and figure.unit = 'count'
),

missing_part as (
  select
    whole.time_period,
    whole.year,
    series.body,
    series.series_id,
    series.population,
    series.unit_of_count,
    whole.dimension,
    whole.category,
    whole.obs_value - part.obs_value as obs_value,
    whole.unit,
    null as base_value,
    case when 'P' in (whole.obs_status, part.obs_status) then 'P' else 'A' end as obs_status,
    whole.conf_status,
    whole.revised or part.revised as revised,
    'computed' as obtained,
    -- A difference with a figure that is not exact is not exact either, and no bound.
    case when whole.precision = 'exact' and part.precision = 'exact' then 'exact' else 'rounded' end as precision,
    null as break_id,
    'difference' as operation,
    list_concat(whole.publications, list_filter(part.publications, lambda id: not list_contains(whole.publications, id))) as publications,
    list_concat(whole.lineage, part.lineage) as lineage
  from whole
  join part using (time_period)
  join core.series as series on series.part_of = whole.series_id and series.series_id <> part.series_id
  where not exists (
    select 1
    from part as other
    where other.time_period = whole.time_period and other.series_id = series.series_id
  )
)

select * replace (cast(obs_value as bigint) as obs_value) from whole
union all by name
select * replace (cast(obs_value as bigint) as obs_value) from part
union all by name
select * replace (cast(obs_value as bigint) as obs_value) from missing_part
