/*
severity: error
must_not:
  nl: "Een code die ophoudt te gelden voor zij begint."
  en: "A code that ceases to be valid before it begins."
do:
  nl: "Verbeter de dagen in data/codelists/extract_code.csv."
  en: "Correct the days in data/codelists/extract_code.csv."
*/
select
  dimension,
  code,
  valid_from,
  valid_to
from core.extract_code
where valid_to < valid_from
