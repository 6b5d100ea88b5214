/*
severity: warning
must_not:
  nl: "Een verschil tussen de extractie en wat gepubliceerd is, zonder vastgelegde reden."
  en: "A difference between the extract and what was published, without a recorded reason."
do:
  nl: "Leg de reden vast in data/figures/differences.csv, met de reeks van de extractie."
  en: "Record the reason in data/figures/differences.csv, with the series of the extract."
*/
select
  series_id,
  time_period,
  published_value,
  obs_value,
  rejected_rows
from mart.extract_difference
where reason = 'unexplained'
