/*
severity: error
must_not:
  nl: "Een categorie die groter is dan het totaal van dezelfde reeks in hetzelfde jaar."
  en: "A category larger than the total of the same series in the same year."
do:
  nl: "Controleer of categorie en totaal dezelfde eenheid tellen; zo niet, geef het cijfer een eigen reeks."
  en: "Check that category and total count the same unit; if not, give the figure a series of its own."
*/
select
  part.observation_id,
  part.obs_value,
  whole.obs_value as total
from core.preferred as part
join core.preferred as whole
  on whole.series_id = part.series_id
  and whole.time_period = part.time_period
  and whole.unit = part.unit
where
  part.unit = 'count'
  and part.dimension not in ('total', 'event', 'growth')
  and whole.dimension = 'total'
  and whole.category = 'total'
  and part.obs_value > whole.obs_value
