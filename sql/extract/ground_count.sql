/*
grain: {nl: "Aantal feiten met één grond in één jaar van instroom.", en: "Number of offences with one ground in one year of inflow."}
columns:
  inflow_year: {nl: "Jaar van instroom van het feit.", en: "Year of inflow of the offence."}
  ground: {nl: "De grond; leeg bij feiten zonder grond, rejected bij feiten met een grond die is afgewezen.", en: "The ground; empty of offences without one, rejected of offences with one that was rejected."}
  ground_fault: {nl: "Wat er mis is met de rij; leeg als er niets mis is.", en: "What is wrong with the row; empty when nothing is."}
  offences: {nl: "Aantal feiten.", en: "Number of offences."}
order: [ground, inflow_year, ground_fault]
*/
select
  inflow_year,
  ground,
  ground_fault,
  cast(sum(offences) as bigint) as offences
from record.ground_subtotal
group by all
