/*
grain:
  nl: "Hoeveel onafhankelijke eenheden (clusters, en zaken buiten clusters) van één grootte er in één jaar zijn."
  en: "How many independent units (clusters, and cases outside clusters) of one size there are in one year."
columns:
  inflow_year: {nl: "Jaar van instroom.", en: "Year of inflow."}
  clustered: {nl: "Of de eenheid een cluster is.", en: "Whether the unit is a cluster."}
  unit_size: {nl: "Aantal feiten in de eenheid.", en: "Number of offences in the unit."}
  units: {nl: "Aantal eenheden.", en: "Number of units."}
order: [inflow_year, clustered, unit_size]
*/
with cluster_size as (
  select
    inflow_year,
    cluster,
    sum(offences) as unit_size
  from record.criminal_case
  where cluster is not null
  group by all
)

select
  inflow_year,
  true as clustered,
  cast(unit_size as bigint) as unit_size,
  count(*) as units
from cluster_size
group by all
union all
select
  inflow_year,
  false,
  offences,
  count(*)
from record.criminal_case
where cluster is null
group by all
