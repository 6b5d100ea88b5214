/*
severity: error
must_not:
  nl: "Een klasse die als code van een regel anders heet dan als categorie van een cijfer."
  en: "A class that has another name as code of a rule than as category of a figure."
do:
  nl: "Maak data/codelists/offence_class.csv en de dimensie offence_class in data/codelists/category.csv gelijk."
  en: "Make data/codelists/offence_class.csv and the dimension offence_class in data/codelists/category.csv the same."
*/
with class as (
  select code, label_nl, label_en
  from core.code
  where codelist = 'offence_class'
),

category as (
  select code, label_nl, label_en
  from core.code
  where codelist = 'category' and dimension = 'offence_class'
)

select
  coalesce(class.code, category.code) as code,
  class.label_nl as label_of_class,
  category.label_nl as label_of_category
from class
full join category on category.code = class.code
where
  class.label_nl is distinct from category.label_nl
  or class.label_en is distinct from category.label_en
