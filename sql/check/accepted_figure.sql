/*
severity: error
must_not:
  nl: "Een getoond cijfer dat weg is, anders is of nieuw is tegenover de laatst opgenomen stand, zonder dat dit is opgenomen."
  en: "A shown figure that is gone, different or new against the last accepted state, without this having been accepted."
do:
  nl: "Is het zo bedoeld: jaarcijfers accept, met een reden. Alle: raw.figure_change in warehouse.duckdb."
  en: "If that is meant: jaarcijfers accept, with a reason. All of them: raw.figure_change in warehouse.duckdb."
*/
select
  -- One column, so that a line has room for it; of the key only the values.
  concat_ws(' ', model, regexp_replace(figure_key, '\w+=', '', 'g'), column_name)
  || ': ' || coalesce(accepted, '') || ' → ' || coalesce(found, '') as figure
from raw.figure_change
where kind <> 'added' or not only_added
