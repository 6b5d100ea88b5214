/*
severity: error
must_not:
  nl: "Een cijfer uit de extractie naar meer dan één kenmerk naast het jaar, of een aantal van 1 tot en met 4."
  en: "A figure of the extract by more than one property besides the year, or a count of 1 to 4."
do:
  nl: "Zolang er geen onthullingscontrole is, gaat zo'n cijfer niet naar buiten; herstel sql/extract/figure.sql of sql/extract/observation.sql."
  en: "Until there is disclosure control no such figure leaves; correct sql/extract/figure.sql or sql/extract/observation.sql."
*/
select
  observation.observation_id,
  observation.dimension,
  observation.obs_status,
  observation.conf_status
from core.observation as observation
where
  starts_with(observation.series_id, 'extract_')
  and (
    observation.obs_value between 1 and $least_cell - 1
    or contains(observation.dimension, '_x_')
    or (observation.obs_value is null) <> (observation.obs_status in ('Q', 'L', 'M'))
    or (observation.obs_status = 'Q') is distinct from (observation.conf_status = 'C')
  )
