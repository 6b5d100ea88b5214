/*
severity: error
must_not:
  nl: "Een maatregel die in de laatste brief staat en niet op de site, of daar met een andere status; of een telling die niet die van de brief is."
  en: "A measure that stands in the last letter and not on the site, or there with another status; or a count that is not that of the letter."
do:
  nl: "Herstel sql/core/measure_status.sql, sql/mart/measure_status.sql of sql/mart/measure_status_count.sql."
  en: "Correct sql/core/measure_status.sql, sql/mart/measure_status.sql or sql/mart/measure_status_count.sql."
*/
with last_status as (
  select measure_number, status
  from raw.letter_measure
  qualify letter_date = max(letter_date) over (partition by measure_number)
),

letter_count as (
  select status, count(*) as measures
  from raw.letter_measure
  where letter_date = (select max(letter_date) from raw.letter_measure)
  group by status
)

select
  'measure ' || cast(coalesce(last_status.measure_number, shown.measure_number) as varchar) as subject,
  last_status.status as in_letter,
  shown.status as shown
from last_status
full join mart.measure_status as shown using (measure_number)
where last_status.status is distinct from shown.status
union all
select
  'count of ' || coalesce(letter_count.status, counted.category),
  cast(letter_count.measures as varchar),
  cast(counted.obs_value as varchar)
from letter_count
full join mart.measure_status_count as counted on counted.category = letter_count.status
where letter_count.measures is distinct from counted.obs_value
union all
select
  'count of ' || category,
  null,
  cast(len(lineage) as varchar)
from mart.measure_status_count
where len(lineage) <> obs_value
