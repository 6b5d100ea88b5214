/*
severity: error
must_not:
  nl: "Een jaar waarvan de levering zegt dat een tabel er geen rijen in heeft (\"none\"), en waarin er wel zijn."
  en: "A year in which the delivery says that a table has no rows (\"none\"), and in which there are."
do:
  nl: "Vraag wie het leverde welke van de twee klopt, en verbeter datapackage.json van de levering."
  en: "Ask who delivered it which of the two is right, and correct datapackage.json of the delivery."
*/
select
  table_name,
  time_period
from raw.extract_false_none
