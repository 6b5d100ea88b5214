/*
severity: error
must_not:
  nl: "Een waarschuwing die is afgetekend voor langer dan een jaar, of tot een dag voor de aftekening."
  en: "A warning that is acknowledged for longer than a year, or until a day before it was acknowledged."
do:
  nl: "Zet until in data/acknowledged.csv binnen een jaar na acknowledged_on, of haal de rij weg en teken opnieuw af met jaarcijfers acknowledge."
  en: "Set until in data/acknowledged.csv within a year of acknowledged_on, or take the row out and acknowledge again with jaarcijfers acknowledge."
*/
select
  acknowledged.check_name,
  acknowledged.row_key,
  acknowledged.acknowledged_on,
  acknowledged.until
from raw.acknowledged as acknowledged
where
  acknowledged.until < acknowledged.acknowledged_on
  or acknowledged.until > acknowledged.acknowledged_on + to_months(cast($acknowledged_months as integer))
