/*
severity: warning
must_not:
  nl: "Een jaar van een extractie met meer dan één maand waarin geen enkel feit instroomde."
  en: "A year of an extract with more than one month in which no offence came in."
do:
  nl: "Vraag wie haar leverde of er een deel ontbreekt. Loopt de extractie niet tot haar dag door, geef dan de dag tot waar zij loopt met --extract-date."
  en: "Ask who delivered it whether a part is missing. If the extract does not go on to its day, give the day up to which it goes with --extract-date."
*/
select
  time_period,
  count(*) as months,
  string_agg(cast(month_of_year as varchar), ', ' order by month_of_year) as empty_months
from raw.extract_empty_month
group by time_period
having count(*) >= $least_months
