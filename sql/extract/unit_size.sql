/*
grain:
  nl: "Hoeveel onafhankelijke eenheden (clusters, en zaken buiten clusters) van één grootte er in één jaar zijn, of in een deel ervan."
  en: "How many independent units (clusters, and cases outside clusters) of one size there are in one year, or in a part of it."
columns:
  inflow_year: {nl: "Jaar van instroom.", en: "Year of inflow."}
  last_day: {nl: "Laatste dag die meetelt; leeg als het hele jaar meetelt.", en: "Last day that counts; empty when the whole year counts."}
  clustered: {nl: "Of de eenheid een cluster is.", en: "Whether the unit is a cluster."}
  unit_size: {nl: "Aantal feiten in de eenheid.", en: "Number of offences in the unit."}
  units: {nl: "Aantal eenheden.", en: "Number of units."}
order: [inflow_year, last_day, clustered, unit_size]
*/
with cluster_size as (
  select
    inflow_year,
    cluster,
    sum(offences) as offences,
    sum(part_offences) as part_offences
  from record.criminal_case
  where cluster is not null
  group by all
),

unit as (
  select inflow_year, true as clustered, cast(offences as bigint) as offences, cast(part_offences as bigint) as part_offences, 1 as units
  from cluster_size
  union all
  select inflow_year, false, offences, part_offences, count(*)
  from record.criminal_case
  where cluster is null
  group by inflow_year, offences, part_offences
)

-- A year that is not over has no units of a whole year.
select
  unit.inflow_year,
  cast(null as date) as last_day,
  unit.clustered,
  unit.offences as unit_size,
  cast(sum(unit.units) as bigint) as units
from unit
left join record.part_year as part using (inflow_year)
where coalesce(part.is_over, true)
group by all
union all
select
  unit.inflow_year,
  part.last_day,
  unit.clustered,
  unit.part_offences,
  cast(sum(unit.units) as bigint)
from unit
join record.part_year as part using (inflow_year)
where unit.part_offences > 0
group by all
