/*
severity: error
must_not:
  nl: "Publicaties die voor hetzelfde cijfer iets anders geven zonder vastgelegde reden."
  en: "Publications that give something else for the same figure without a recorded reason."
do:
  nl: "Voeg een regel met de reden toe aan data/figures/differences.csv."
  en: "Add a row with the reason to data/figures/differences.csv."
*/
select
  observation.series_id,
  observation.time_period,
  observation.dimension,
  observation.category,
  observation.unit,
  min(observation.obs_value) as lowest,
  max(observation.obs_value) as highest
from core.observation as observation
where not exists (
  select 1
  from core.difference as difference
  where
    difference.series_id = observation.series_id
    and difference.dimension = observation.dimension
    and difference.category = observation.category
    and difference.unit = observation.unit
    and difference.time_period is not distinct from observation.time_period
)
group by
  observation.series_id,
  observation.time_period,
  observation.dimension,
  observation.category,
  observation.unit
having min(observation.obs_value) <> max(observation.obs_value)
