/*
severity: error
must_not:
  nl: "Een regel die in een bron zou staan zonder die te noemen, of een klasse zonder bron of afleiding."
  en: "A rule that should stand in a source without naming it, or a class without a source or inference."
do:
  nl: "Noem de publicatie, of maak de regel inference of undecided."
  en: "Name the publication, or make the rule inference or undecided."
*/
select
  rule_id,
  offence_class,
  basis,
  publication_id
from mart.classification_rule
where
  (basis = 'source' and publication_id is null)
  or (basis = 'none' and offence_class <> 'undecided')
