/*
grain: {nl: "Eén jaar met het jaar ervoor, met en zonder clusters.", en: "One year with the year before, with and without clusters."}
columns:
  time_period: {nl: "Jaar.", en: "Year."}
  previous_period: {nl: "Het jaar ervoor.", en: "The year before."}
  cluster_p: {nl: "Kans op zo'n verschil of een groter als er niets veranderde (exacte toets op clusters).", en: "Chance of such a difference or a larger one if nothing changed (exact test on clusters)."}
  clusters: {nl: "Aantal clusters; leeg als het er minder dan 5 zijn.", en: "Number of clusters; empty when there are fewer than 5."}
  previous_clusters: {nl: "Aantal clusters in het jaar ervoor; leeg als het er minder dan 5 zijn.", en: "Number of clusters in the year before; empty when there are fewer than 5."}
order: [time_period]
parameters:
  least_cell: {value: 5, nl: "Kleinere aantallen gaan niet naar buiten.", en: "Smaller counts do not leave."}
*/
with size as (
  select
    inflow_year,
    unit_size,
    sum(units) as units,
    sum(units) filter (where clustered) as clusters
  from extract.unit_size
  group by inflow_year, unit_size
),

pair as (
  select
    later.inflow_year,
    sizes.unit_size,
    coalesce(max(size.units) filter (where size.inflow_year = later.inflow_year - 1), 0) as before,
    coalesce(max(size.units) filter (where size.inflow_year = later.inflow_year), 0) as after,
    coalesce(max(size.clusters) filter (where size.inflow_year = later.inflow_year - 1), 0) as clusters_before,
    coalesce(max(size.clusters) filter (where size.inflow_year = later.inflow_year), 0) as clusters_after
  from (select distinct inflow_year from size) as later
  join (select distinct inflow_year from size) as earlier on earlier.inflow_year = later.inflow_year - 1
  cross join (select distinct unit_size from size) as sizes
  left join size
    on size.unit_size = sizes.unit_size
    and size.inflow_year in (later.inflow_year, later.inflow_year - 1)
  group by later.inflow_year, sizes.unit_size
),

tested as (
  select
    inflow_year,
    cluster_change_p(
      list(cast(unit_size as double) order by unit_size),
      list(cast(before as double) order by unit_size),
      list(cast(after as double) order by unit_size)
    ) as cluster_p,
    sum(clusters_after) as clusters,
    sum(clusters_before) as previous_clusters
  from pair
  where before + after > 0
  group by inflow_year
)

select
  cast(inflow_year as varchar) as time_period,
  cast(inflow_year - 1 as varchar) as previous_period,
  round(cluster_p, 6) as cluster_p,
  case when clusters = 0 or clusters >= $least_cell then cast(clusters as bigint) end as clusters,
  case when previous_clusters = 0 or previous_clusters >= $least_cell then cast(previous_clusters as bigint) end as previous_clusters
from tested
