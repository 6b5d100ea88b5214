/*
severity: error
must_not:
  nl: "Een percentage onder 0 of boven 100, buiten de dimensie verandering."
  en: "A percentage below 0 or above 100, outside the dimension of change."
do:
  nl: "Verbeter het cijfer of zijn eenheid in data/figures/observations.csv."
  en: "Correct the figure or its unit in data/figures/observations.csv."
*/
select
  observation_id,
  obs_value,
  source_file,
  source_line
from core.observation
where unit = 'percent' and dimension <> 'growth' and obs_value not between 0 and 100
