/*
severity: error
must_not:
  nl: "Een reeksbreuk van een categorie zonder de uitsplitsing waar die bij hoort."
  en: "A series break of a category without the breakdown it belongs to."
do:
  nl: "Vul de kolom dimension in data/figures/series_breaks.csv in."
  en: "Fill in the column dimension in data/figures/series_breaks.csv."
*/
select
  break_id,
  category
from core.series_break
where category is not null and dimension is null
