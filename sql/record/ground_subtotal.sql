/*
grain: {nl: "Aantal feiten met één grond in één jaar van instroom, binnen één bereik van feiten.", en: "Number of offences with one ground in one year of inflow, within one range of offences."}
columns:
  inflow_year: {nl: "Jaar van instroom van het feit.", en: "Year of inflow of the offence."}
  ground: {nl: "De grond.", en: "The ground."}
  ground_fault: {nl: "Wat er mis is met de rij; leeg als er niets mis is.", en: "What is wrong with the row; empty when nothing is."}
  offences: {nl: "Aantal feiten.", en: "Number of offences."}
ranges: {of: accepted.offence, key: offence_number}
*/
select
  year(outcome.inflow_date) as inflow_year,
  ground.ground,
  case
    when outcome.inflow_date is null then 'ground_reference'
    when outcome.inflow_date < code.valid_from or outcome.inflow_date > code.valid_to then 'ground_period'
  end as ground_fault,
  count(*) as offences
from accepted.ground as ground
left join record.outcome as outcome using (offence_number)
left join raw.extract_code as code on code.dimension = 'ground' and code.code = ground.ground
where ground.offence_number >= $lower and ($upper is null or ground.offence_number < $upper)
group by all
