-- What a synthetic extract follows: the published inflow of each kind, in the
-- years for which both kinds are known.
with part as (
  select
    cast(inflow.time_period as integer) as year,
    inflow.population as kind,
    cast(inflow.obs_value as bigint) as total,
    count(*) over (partition by inflow.time_period) as kinds
  from mart.inflow_by_year as inflow
  join core.series as series using (series_id)
  where series.part_of is not null
)

select
  year,
  kind,
  total
from part
where kinds = 2
order by year, kind
