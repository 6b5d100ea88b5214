/*
severity: warning
must_not:
  nl: "Een tabel van de extractie zonder een enkele rij in een jaar waarin andere tabellen rijen hebben. Wat erop rust, is niet beschikbaar [x] en geen nul."
  en: "A table of the extract without a single row in a year in which other tables have rows. What rests on it is not available [x], and not zero."
do:
  nl: "Vraag wie het leverde of er een deel ontbreekt. Zijn er echt geen, laat de levering dat dan zeggen in haar datapackage.json: \"jaarcijfers\": {\"none\": {\"verdicts\": [2024]}}."
  en: "Ask who delivered it whether a part is missing. If there really are none, have the delivery say so in its datapackage.json: \"jaarcijfers\": {\"none\": {\"verdicts\": [2024]}}."
*/
-- Of a table that was not delivered at all the run says so by itself.
select
  missing.table_name,
  string_agg(cast(missing.time_period as varchar), ', ' order by missing.time_period) as years
from raw.extract_missing_year as missing
semi join raw.extract_source as source using (table_name)
group by missing.table_name
