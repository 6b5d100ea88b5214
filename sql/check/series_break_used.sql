/*
severity: warning
must_not:
  nl: "Een reeksbreuk zonder cijfers ervoor en erna in dezelfde categorie, terwijl de reeks er verder gaat."
  en: "A series break without figures before and after it in one category, while the series goes on."
do:
  nl: "Kijk of reeks, uitsplitsing en jaar kloppen. Zo ja, dan is er niets te doen: de breuk wordt getekend zodra er aan beide kanten een cijfer staat."
  en: "See whether series, breakdown and year are right. If so there is nothing to do: the break is drawn once there is a figure on both sides."
*/
select
  series_break.break_id,
  series_break.series_id,
  series_break.time_period
from core.series_break as series_break
left join core.preferred as preferred using (break_id)
where
  preferred.break_id is null
  -- One that is announced for a year to come waits for its figures.
  and exists (
    select 1
    from core.preferred as later
    where
      later.series_id = series_break.series_id
      and coalesce(series_break.dimension, later.dimension) = later.dimension
      and later.time_period >= series_break.time_period
  )
