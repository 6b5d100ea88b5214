/*
severity: error
must_not:
  nl: "Een maatregel die in de laatste brief staat en niet op de site, of daar met een andere status; of een telling die niet die van de brief is."
  en: "A measure that stands in the last letter and not on the site, or there with another status; or a count that is not that of the letter."
do:
  nl: "Herstel sql/core/measure_status.sql, sql/mart/measure_status.sql of sql/mart/measure_status_count.sql."
  en: "Correct sql/core/measure_status.sql, sql/mart/measure_status.sql or sql/mart/measure_status_count.sql."
*/
with in_letter as (
  select letter_id, measure_id, status from raw.letter_measure
  union all
  select letter_id, measure_id, status from raw.measure_status_by_hand
),

dated as (
  select
    in_letter.*,
    letter.letter_order
  from in_letter
  join core.letter as letter using (letter_id)
),

last_status as (
  select measure_id, status
  from dated
  qualify letter_order = max(letter_order) over (partition by measure_id)
),

letter_count as (
  select status, count(*) as measures
  from dated
  where letter_order = (select max(letter_order) from dated)
  group by status
)

select
  'measure ' || coalesce(last_status.measure_id, shown.measure_id) as subject,
  last_status.status as in_letter,
  shown.status as shown
from last_status
full join mart.measure_status as shown using (measure_id)
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
