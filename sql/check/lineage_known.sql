/*
severity: error
must_not:
  nl: "Een waarde in een mart zonder herkomst, of met een herkomst die niet bestaat."
  en: "A value in a mart without lineage, or with lineage that does not exist."
do:
  nl: "Laat het model de kolom lineage vullen uit core.observation."
  en: "Have the model fill its column lineage from core.observation."
*/
with known as (
  select observation_id as lineage_id from core.observation
  union all
  select measure_status_id as lineage_id from core.measure_status
)

select
  lineage.model,
  lineage.mart_row,
  lineage.observation_id
from meta.lineage as lineage
left join known on known.lineage_id = lineage.observation_id
where lineage.observation_id is null or known.lineage_id is null
