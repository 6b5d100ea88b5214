/*
severity: error
must_not:
  nl: "Een zaak in twee clusters: een feit met een ander cluster, of zonder, dan het eerste feit van de zaak dat er een heeft."
  en: "A case in two clusters: an offence with another cluster, or with none, than the first offence of the case that has one."
do:
  nl: "Geef alle feiten van de zaak hetzelfde cluster, of geen."
  en: "Give all offences of the case the same cluster, or none."
ranges: {of: accepted.offence, key: case_number}
*/
with clustered as (
  select
    case_number,
    arg_min(cluster, (file, record)) as cluster
  from accepted.offence
  where cluster is not null
    and case_number >= $lower and ($upper is null or case_number < $upper)
  group by case_number
)

select
  'offence' as table_name,
  offence.file,
  offence.record,
  'cluster' as column_name,
  offence.cluster as value,
  clustered.cluster as expected,
  cast(year(offence.inflow_date) as varchar) as period
from accepted.offence as offence
join clustered using (case_number)
where offence.cluster is distinct from clustered.cluster
  and offence.case_number >= $lower and ($upper is null or offence.case_number < $upper)
