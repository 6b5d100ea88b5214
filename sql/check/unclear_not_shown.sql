/*
severity: error
must_not:
  nl: "Een cijfer met onduidelijke betekenis onder een waarde in een mart."
  en: "A figure of unclear meaning under a value in a mart."
do:
  nl: "Een cijfer met status U blijft in de database en komt niet in een mart; herstel het model."
  en: "A figure with status U stays in the database and does not enter a mart; correct the model."
*/
select
  lineage.model,
  lineage.mart_row,
  lineage.observation_id
from meta.lineage as lineage
join core.observation as observation using (observation_id)
where observation.obs_status = 'U'
