/*
severity: error
must_not:
  nl: "Een cijfer dat niet kan kloppen of ver van zijn buren ligt, en niet is bevestigd."
  en: "A figure that cannot be right or is far from its neighbours, and is not confirmed."
do:
  nl: "Lees de publicatie na. Staat het er zo, voeg dan een regel met de reden toe aan data/figures/confirmed.csv."
  en: "Read the publication again. If it says so, add a row with the reason to data/figures/confirmed.csv."
*/
select
  doubt.observation_id,
  doubt.plausibility,
  doubt.obs_value,
  doubt.compared_with,
  round(doubt.distance, 2) as distance,
  observation.source_line as line,
  concat_ws(',', doubt.observation_id, doubt.plausibility, printf('%.12g', doubt.obs_value), '', '', '') as row_to_add
from core.plausibility as doubt
join core.observation as observation using (observation_id)
where not doubt.confirmed
