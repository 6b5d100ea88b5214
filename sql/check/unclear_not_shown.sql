/*
severity: error
must_not:
  nl: "Een cijfer met onduidelijke betekenis onder een waarde in een mart, of als gekozen cijfer."
  en: "A figure of unclear meaning under a value in a mart, or as a chosen figure."
do:
  nl: "Een cijfer met status V blijft in de database en komt niet in een mart; herstel het model. Deze controle leest data/ zelf."
  en: "A figure with status V stays in the database and does not enter a mart; correct the model. This check reads data/ itself."
*/
-- The status is read from the file, so that a model cannot hide it.
with unclear as (
  select observation_id
  from raw.observation
  where obs_status = 'V'
)

select
  lineage.model,
  lineage.mart_row,
  lineage.observation_id
from meta.lineage as lineage
semi join unclear using (observation_id)
union all
select
  'core.preferred',
  null,
  preferred.observation_id
from core.preferred as preferred
semi join unclear using (observation_id)
