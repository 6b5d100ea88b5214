/*
severity: error
must_not:
  nl: "Een feit dat is gepleegd na de dag waarop het instroomde."
  en: "An offence that was committed after the day on which it came in."
do:
  nl: "Verbeter een van de twee dagen, of laat offence_date leeg als die niet bekend is."
  en: "Correct one of the two days, or leave offence_date empty when it is not known."
*/
-- A year that no other offence has is there only by the fault: it counts for none.
with inflow_year as (
  select distinct year(inflow_date) as inflow_year
  from accepted.offence
  where coalesce(offence_date <= inflow_date, true)
)

select
  'offence' as table_name,
  offence.file,
  offence.record,
  'offence_date' as column_name,
  cast(offence_date as varchar) as value,
  cast(inflow_date as varchar) as expected,
  cast(inflow_year.inflow_year as varchar) as period
from accepted.offence as offence
left join inflow_year on inflow_year.inflow_year = year(offence.inflow_date)
where offence_date > inflow_date
