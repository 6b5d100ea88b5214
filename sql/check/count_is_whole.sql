/*
severity: error
must_not:
  nl: "Een aantal dat negatief of geen geheel getal is."
  en: "A count that is negative or not a whole number."
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
where unit = 'count' and (obs_value < 0 or obs_value <> floor(obs_value))
