/*
severity: error
must_not:
  nl: "Een vastgelegd verschil tussen gelijke waarden, of reden agrees bij waarden die verschillen."
  en: "A recorded difference between equal values, or reason agrees with values that differ."
do:
  nl: "Kies in data/figures/differences.csv de reden die bij de twee waarden hoort."
  en: "Choose the reason in data/figures/differences.csv that fits the two values."
*/
select
  source_line as line,
  difference_id,
  reason,
  obs_value_a,
  obs_value_b
from core.difference
where (obs_value_a = obs_value_b) <> (reason = 'agrees')
