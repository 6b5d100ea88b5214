/*
severity: warning
must_not:
  nl: "Een reeksbreuk zonder cijfers ervoor en erna in dezelfde categorie."
  en: "A series break without figures before and after it in one category."
do:
  nl: "Niets; de breuk wordt getekend zodra er aan beide kanten een cijfer staat."
  en: "Nothing; the break is drawn once there is a figure on both sides."
*/
select
  series_break.break_id,
  series_break.series_id,
  series_break.time_period
from core.series_break as series_break
left join core.preferred as preferred using (break_id)
where preferred.break_id is null
