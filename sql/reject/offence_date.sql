/*
severity: error
must_not:
  nl: "Een feit dat is gepleegd na de dag waarop het instroomde."
  en: "An offence that was committed after the day on which it came in."
do:
  nl: "Verbeter een van de twee dagen, of laat offence_date leeg als die niet bekend is."
  en: "Correct one of the two days, or leave offence_date empty when it is not known."
*/
select
  'offence' as table_name,
  file,
  record,
  'offence_date' as column_name,
  cast(offence_date as varchar) as value,
  cast(inflow_date as varchar) as expected,
  cast(year(inflow_date) as varchar) as period
from accepted.offence
where offence_date > inflow_date
