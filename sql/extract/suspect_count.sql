/*
grain: {nl: "Aantal verdachten naar één kenmerk, in het jaar waarin hun zaak instroomde.", en: "Number of suspects by one property, in the year in which their case came in."}
columns:
  inflow_year: {nl: "Jaar waarin de zaak instroomde.", en: "Year in which the case came in."}
  dimension: {nl: "Het kenmerk.", en: "The property."}
  category: {nl: "De waarde daarvan.", en: "Its value."}
  suspect_fault: {nl: "Wat er mis is met de rij; leeg als er niets mis is.", en: "What is wrong with the row; empty when nothing is."}
  suspects: {nl: "Aantal verdachten.", en: "Number of suspects."}
order: [dimension, category, inflow_year, suspect_fault]
*/
select
  inflow_year,
  'age_group' as dimension,
  age_group as category,
  suspect_fault,
  cast(sum(suspects) as bigint) as suspects
from record.suspect_subtotal
group by all
union all
select
  inflow_year,
  'sex' as dimension,
  sex as category,
  suspect_fault,
  cast(sum(suspects) as bigint) as suspects
from record.suspect_subtotal
group by all
