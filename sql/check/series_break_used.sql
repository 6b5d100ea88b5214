/*
severity: warning
must_not:
  nl: "Een reeksbreuk waar nog geen cijfer op volgt."
  en: "A series break that no figure follows yet."
do:
  nl: "Niets; de breuk wordt getekend zodra er een cijfer na komt."
  en: "Nothing; the break is drawn once a figure comes after it."
*/
select
  series_break.break_id,
  series_break.series_id,
  series_break.time_period
from core.series_break as series_break
left join core.preferred as preferred using (break_id)
where preferred.break_id is null
