/*
severity: error
must_not:
  nl: "Een getoond cijfer dat weg is, anders is of nieuw is tegenover de laatst opgenomen stand, zonder dat dit is opgenomen."
  en: "A shown figure that is gone, different or new against the last accepted state, without this having been accepted."
do:
  nl: "Is het zo bedoeld: jaarcijfers accept, met een reden. Zonder gewijzigde rijen veranderde een model of een regel."
  en: "If that is meant: jaarcijfers accept, with a reason. Without changed rows a model or a rule has changed."
*/
select
  model,
  figure_key,
  column_name,
  kind,
  accepted,
  found,
  changed_rows
from raw.figure_change
where kind <> 'added' or not only_added
