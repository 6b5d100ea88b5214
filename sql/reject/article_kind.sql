/*
severity: error
must_not:
  nl: "Een feit waarvan de soort niet bij het artikel hoort."
  en: "An offence whose kind does not go with its article."
do:
  nl: "Specifiek hoort bij artikel 137c tot en met 137g en 429quater, codis bij alle andere."
  en: "Specific goes with articles 137c to 137g and 429quater, codis with all others."
*/
select
  'offence' as table_name,
  offence.file,
  offence.record,
  'kind' as column_name,
  offence.kind as value,
  article_kind.kind as expected,
  cast(year(offence.inflow_date) as varchar) as period
from accepted.offence as offence
join raw.article_kind as article_kind using (article)
where offence.kind <> article_kind.kind
