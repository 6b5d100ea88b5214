/*
severity: error
must_not:
  nl: "Een extractie met een jaar dat decennia voor het eerste gepubliceerde cijfer ligt."
  en: "An extract with a year that is decades before the first published figure."
do:
  nl: "Kijk naar de datums van die rijen; een jaar als 0017 is een verkeerd gelezen of verkeerd ingevoerde datum."
  en: "Look at the dates of those rows; a year such as 0017 is a date read or entered wrongly."
*/
with published as (
  select min(cast(left(time_period, 4) as integer)) as first_year
  from core.observation
  where obtained <> 'counted' and time_period is not null
)

select
  counted.publication_id,
  counted.time_period,
  published.first_year,
  count(*) as figures
from core.observation as counted
cross join published
where counted.obtained = 'counted' and cast(left(counted.time_period, 4) as integer) < published.first_year - $earlier_years
group by counted.publication_id, counted.time_period, published.first_year
