/*
severity: error
must_not:
  nl: "Een waarde die op een herzien cijfer rust en zelf niet herzien heet, die vertrouwelijk is en er toch staat, die uit een echte extractie komt en vrij heet, die maar een deel van deze kolommen heeft, of die leeg is zonder een status die zegt waarom."
  en: "A value that rests on a revised figure and is not called revised itself, that is confidential and stands there all the same, that is from a real extract and called free, that has only some of these columns, or that is empty without a status that says why."
do:
  nl: "Laat het model obs_status, conf_status en revised doorgeven van de cijfers eronder, en bij een lege waarde L, M, O of Q geven."
  en: "Have the model pass on obs_status, conf_status and revised of the figures under it, and give L, M, O or Q for an empty value."
*/
-- What was revised is read from the files, so that no model can hide it.
with revised as (
  select observation_id
  from raw.observation
  where revised
  union
  select unnest(side.lineage)
  from core.difference_side as side
  join raw.difference as difference using (difference_id)
  where difference.kind = 'revision' and difference.reason <> 'unexplained'
),

shown as (
  select model, mart_row, observation_id, obs_value, obs_status, conf_status, revised
  from meta.lineage
  union all
  select 'core.preferred', null, observation_id, obs_value, obs_status, conf_status, revised
  from core.preferred
)

select
  shown.model,
  shown.mart_row,
  shown.observation_id,
  shown.obs_value,
  case
    when shown.conf_status = 'C' and shown.obs_value is not null then 'confidential with a value'
    when shown.conf_status = 'F' and extract.observation_id is not null then 'of a real extract and free'
    when shown.obs_status is not null and (shown.conf_status is null or shown.revised is null) then 'without conf_status or revised'
    when (shown.obs_value is null) <> (shown.obs_status in ('L', 'M', 'O', 'Q')) then 'value and status ' || shown.obs_status
    else 'not called revised'
  end as fault
from shown
left join revised using (observation_id)
left join (
  select observation.observation_id
  from raw.extract_observation as observation
  join raw.extract_publication as publication using (publication_id)
  where not publication.synthetic
) as extract using (observation_id)
where
  (shown.conf_status = 'C' and shown.obs_value is not null)
  or (shown.conf_status = 'F' and extract.observation_id is not null)
  or (shown.obs_status is not null and (shown.conf_status is null or shown.revised is null))
  or (shown.obs_value is null) <> (shown.obs_status in ('L', 'M', 'O', 'Q'))
  or (not shown.revised and revised.observation_id is not null)
