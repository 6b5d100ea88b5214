/*
severity: error
must_not:
  nl: "Een reeksbreuk waarvan de toelichting haar jaar niet noemt."
  en: "A series break whose reason does not name its year."
do:
  nl: "Verbeter time_period of noem het jaar in reason_nl en reason_en in data/figures/series_breaks.csv."
  en: "Correct time_period, or name the year in reason_nl and reason_en, in data/figures/series_breaks.csv."
*/
select
  break_id,
  time_period,
  reason_nl,
  reason_en
from raw.series_break
where not contains(reason_nl, time_period[:4]) or not contains(reason_en, time_period[:4])
