/*
grain:
  nl: "Eén tabel en jaar waarvan de levering zegt dat er geen rijen zijn, en waarin er wel zijn."
  en: "One table and year of which the delivery says that there are no rows, and in which there are."
columns:
  table_name: {nl: "De tabel.", en: "The table."}
  time_period: {nl: "Het jaar.", en: "The year."}
order: [table_name, time_period]
*/
select
  none.table_name,
  none.time_period
from raw.extract_none as none
semi join extract.filled_year using (table_name, time_period)
