/*
severity: warning
must_not:
  nl: "Een verschil tussen publicaties dat nog niet is verklaard."
  en: "A difference between publications that is not yet explained."
do:
  nl: "Zoek de reden in de oorspronkelijke publicaties en leg haar vast."
  en: "Find the reason in the original publications and record it."
*/
select
  difference_id,
  time_period,
  topic_nl,
  kind,
  coalesce(printf('%.12g', obs_value_a), value_a) as value_a,
  coalesce(printf('%.12g', obs_value_b), value_b) as value_b
from core.difference
where reason = 'unexplained'
