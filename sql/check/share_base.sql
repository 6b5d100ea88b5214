/*
severity: error
must_not:
  nl: "Een aandeel van een basis die te klein is om het te geven."
  en: "A share of a base that is too small for one."
do:
  nl: "Laat het model de waarde weglaten en status Q geven (docs/METHOD.md, Percentages)."
  en: "Let the model leave the value out and give status Q (docs/METHOD.md, Percentages)."
parameters:
  share_from: {value: 20, nl: "Onder deze basis wordt een aandeel niet gegeven.", en: "Below this base a share is withheld."}
*/
select
  'mart.inflow_article' as model,
  series_id,
  category,
  time_period,
  obs_value,
  base_value
from mart.inflow_article
where unit = 'percent' and base_value < $share_from and obs_value is not null
union all
select
  'mart.inflow_ground',
  series_id,
  category,
  time_period,
  obs_value,
  base_value
from mart.inflow_ground
where unit = 'percent' and base_value < $share_from and obs_value is not null
