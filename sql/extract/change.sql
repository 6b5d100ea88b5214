/*
grain:
  nl: "Eén jaar met het jaar ervoor, met en zonder clusters: hele jaren, of van beide het deel tot en met dezelfde dag."
  en: "One year with the year before, with and without clusters: whole years, or of both the part up to the same day."
columns:
  time_period: {nl: "Jaar.", en: "Year."}
  previous_period: {nl: "Het jaar ervoor.", en: "The year before."}
  last_day: {nl: "Laatste dag die van het jaar meetelt; leeg als het hele jaar meetelt.", en: "Last day of the year that counts; empty when the whole year counts."}
  previous_last_day: {nl: "Dezelfde dag in het jaar ervoor; leeg als het hele jaar meetelt.", en: "The same day in the year before; empty when the whole year counts."}
  part_previous:
    nl: "Aantal feiten in het jaar ervoor tot en met die dag; leeg als dat, of wat na die dag kwam, 1 tot en met 4 is, en bij hele jaren."
    en: "Number of offences in the year before up to that day; empty when that, or what came after that day, is 1 to 4, and for whole years."
  part_outside_previous:
    nl: "Aantal daarvan buiten clusters; leeg als er in of buiten clusters, tot en met die dag of erna, 1 tot en met 4 zijn, en bij hele jaren."
    en: "Number of those outside clusters; empty when there are 1 to 4 in or outside clusters, up to that day or after it, and for whole years."
  cluster_p: {nl: "Kans op zo'n verschil of een groter als er niets veranderde (exacte toets op clusters).", en: "Chance of such a difference or a larger one if nothing changed (exact test on clusters)."}
  clusters: {nl: "Aantal clusters; leeg als het er minder dan 5 zijn.", en: "Number of clusters; empty when there are fewer than 5."}
  previous_clusters:
    nl: "Aantal clusters in het jaar ervoor; leeg als het er minder dan 5 zijn, of als er na dezelfde dag nog 1 tot en met 4 kwamen."
    en: "Number of clusters in the year before; empty when there are fewer than 5, or when 1 to 4 more came after the same day."
order: [time_period, last_day]
*/
with size as (
  select
    inflow_year,
    last_day,
    unit_size,
    sum(units) as units,
    sum(units) filter (where clustered) as clusters
  from extract.unit_size
  group by inflow_year, last_day, unit_size
),

-- In a part of a year there can be none, and then there are zero.
period as (
  select inflow_year, last_day from size
  union
  select part.inflow_year, part.last_day
  from record.part_year as part
  semi join size using (inflow_year)
),

compared as (
  select
    later.inflow_year,
    later.last_day,
    earlier.last_day as previous_last_day
  from period as later
  join period as earlier
    on earlier.inflow_year = later.inflow_year - 1
    and (earlier.last_day is null) = (later.last_day is null)
),

pair as (
  select
    compared.inflow_year,
    compared.last_day,
    compared.previous_last_day,
    size.unit_size,
    coalesce(sum(size.units) filter (where size.inflow_year < compared.inflow_year), 0) as before,
    coalesce(sum(size.units) filter (where size.inflow_year = compared.inflow_year), 0) as after,
    coalesce(sum(size.clusters) filter (where size.inflow_year < compared.inflow_year), 0) as clusters_before,
    coalesce(sum(size.clusters) filter (where size.inflow_year = compared.inflow_year), 0) as clusters_after
  from compared
  join size
    on size.inflow_year in (compared.inflow_year, compared.inflow_year - 1)
    and (size.last_day is null) = (compared.last_day is null)
  group by compared.inflow_year, compared.last_day, compared.previous_last_day, size.unit_size
),

tested as (
  select
    inflow_year,
    last_day,
    previous_last_day,
    cluster_change_p(
      list(cast(unit_size as double) order by unit_size),
      list(cast(before as double) order by unit_size),
      list(cast(after as double) order by unit_size)
    ) as cluster_p,
    sum(clusters_after) as clusters,
    sum(clusters_before) as previous_clusters
  from pair
  group by inflow_year, last_day, previous_last_day
),

whole_clusters as (
  select
    inflow_year,
    sum(coalesce(clusters, 0)) as clusters
  from size
  where last_day is null
  group by inflow_year
),

-- What is left of a year follows from the year and its part, so it counts as told.
part as (
  select
    inflow_year,
    inside + outside as offences,
    outside,
    inside + outside between 1 and $least_cell - 1 or later_inside + later_outside between 1 and $least_cell - 1 as small,
    inside between 1 and $least_cell - 1
    or outside between 1 and $least_cell - 1
    or later_inside between 1 and $least_cell - 1
    or later_outside between 1 and $least_cell - 1 as small_outside
  from extract.part_count
  where is_over
)

select
  cast(tested.inflow_year as varchar) as time_period,
  cast(tested.inflow_year - 1 as varchar) as previous_period,
  tested.last_day,
  tested.previous_last_day,
  case when not part.small then part.offences end as part_previous,
  case when not part.small and not part.small_outside then part.outside end as part_outside_previous,
  round(tested.cluster_p, 6) as cluster_p,
  case when tested.clusters = 0 or tested.clusters >= $least_cell then cast(tested.clusters as bigint) end as clusters,
  case
    when tested.previous_clusters between 1 and $least_cell - 1 then null
    when tested.last_day is not null and coalesce(whole_clusters.clusters, 0) - tested.previous_clusters between 1 and $least_cell - 1 then null
    else cast(tested.previous_clusters as bigint)
  end as previous_clusters
from tested
left join part on part.inflow_year = tested.inflow_year - 1 and tested.last_day is not null
left join whole_clusters on whole_clusters.inflow_year = tested.inflow_year - 1
