/*
severity: error
must_not:
  nl: "Een regel die in een bron zou staan zonder die te noemen, of een klasse, motief of soort delict zonder bron of afleiding."
  en: "A rule that should stand in a source without naming it, or a class, bias motivation or type of crime without a source or inference."
do:
  nl: "Noem de publicatie, of maak de regel inference, of none met undecided, unspecified of other_crime_type."
  en: "Name the publication, or make the rule inference, or none with undecided, unspecified or other_crime_type."
*/
with rule as (
  select 'classification_rule' as definition, rule_id as rule, offence_class as gives, 'undecided' as open, basis, publication_id
  from core.classification_rule
  union all
  select 'bias_motivation', ground, bias_motivation, 'unspecified', basis, publication_id
  from core.bias_motivation
  union all
  select 'crime_type', article, crime_type, 'other_crime_type', basis, publication_id
  from core.crime_type
)

select
  definition,
  rule,
  gives,
  basis,
  publication_id
from rule
where
  (basis = 'source' and publication_id is null)
  or (basis = 'none' and gives <> open)
