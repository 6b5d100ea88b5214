/*
severity: error
must_not:
  nl: "Een percentage zonder basis, of een aantal met een basis: de eenheid past dan niet bij wat de bron zegt."
  en: "A percentage without a base, or a count with one: the unit does not fit what the source says."
do:
  nl: "Zet in data/figures/observations.csv bij een percentage in base waarvan het een deel is, of verbeter unit."
  en: "In data/figures/observations.csv write in base what a percentage is a share of, or correct unit."
*/
select
  observation_id,
  obs_value,
  unit,
  base,
  source_file,
  source_line
from raw.observation
where
  (unit = 'percent' and base is null)
  or (unit = 'count' and (base is not null or base_value is not null) and not contains(dimension, 'growth'))
order by observation_id
