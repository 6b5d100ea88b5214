/*
severity: error
must_not:
  nl: "Een rij van de laatst opgenomen stand die weg is of anders is, zonder dat dit is opgenomen."
  en: "A row of the last accepted state that is gone or different, without this having been accepted."
do:
  nl: "Is het zo bedoeld: jaarcijfers accept, met een reden. Zo niet, zet terug wat er stond."
  en: "If that is meant: jaarcijfers accept, with a reason. If not, put back what stood there."
*/
select
  row_key,
  column_name,
  accepted,
  found
from raw.row_change
where kind <> 'added'
