/*
severity: error
must_not:
  nl: "Een bevestiging die niet meer nodig is, of van een andere waarde."
  en: "A confirmation that is no longer needed, or is of another value."
do:
  nl: "Haal de regel uit data/figures/confirmed.csv, of lees de nieuwe waarde na en bevestig die."
  en: "Take the row out of data/figures/confirmed.csv, or read the new value again and confirm that."
*/
select
  confirmed.source_line as line,
  confirmed.observation_id,
  confirmed.plausibility,
  confirmed.obs_value as confirmed_value,
  observation.obs_value
from raw.confirmed as confirmed
left join core.observation as observation using (observation_id)
left join core.plausibility as doubt using (observation_id, plausibility)
where
  not coalesce(doubt.confirmed, false)
  -- Figures of an extract are there only in a run with that extract.
  and (observation.observation_id is not null or not regexp_matches(confirmed.observation_id, '^(synthetic_)?extract_\d{4}-\d{2}-\d{2}\.'))
