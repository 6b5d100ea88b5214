/*
severity: error
must_not:
  nl: "Een zaak in twee clusters: een in de extractie en een ander in data/clusters.csv."
  en: "A case in two clusters: one in the extract and another in data/clusters.csv."
do:
  nl: "Verbeter het cluster van de rij, of haal de zaak uit data/clusters.csv."
  en: "Correct the cluster of the row, or take the case out of data/clusters.csv."
*/
select
  'offence' as table_name,
  offence.file,
  offence.record,
  'cluster' as column_name,
  offence.cluster as value,
  register.cluster as expected,
  cast(year(offence.inflow_date) as varchar) as period
from accepted.offence as offence
join raw.cluster as register using (case_number)
where offence.cluster <> register.cluster
