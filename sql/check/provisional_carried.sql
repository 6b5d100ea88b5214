/*
severity: error
must_not:
  nl: "Een waarde die op een voorlopig cijfer rust en zelf niet voorlopig heet."
  en: "A value that rests on a provisional figure and is not called provisional itself."
do:
  nl: "Laat het model status P doorgeven: wat uit een voorlopig cijfer is berekend, is voorlopig."
  en: "Have the model pass status P on: what is computed from a provisional figure is provisional."
*/
select
  lineage.model,
  lineage.mart_row,
  lineage.operation,
  lineage.obs_value,
  lineage.observation_id
from meta.lineage as lineage
join core.observation as observation using (observation_id)
where
  observation.obs_status = 'P'
  and lineage.obs_value is not null
  and lineage.obs_status not in ('P', 'U')
