/*
grain: {nl: "Eén grond van een feit dat hate crime is, met het motief van ODIHR.", en: "One ground of an offence that is a hate crime, with the ODIHR bias motivation."}
columns:
  offence_number: {nl: "Het feit.", en: "The offence."}
  inflow_year: {nl: "Jaar van instroom.", en: "Year of inflow."}
  bias_motivation: {nl: "Het motief.", en: "The bias motivation."}
  disposal_year: {nl: "Jaar van dagvaarding, als die er is.", en: "Year of the summons, when there is one."}
  verdict_year: {nl: "Jaar van veroordeling, als die er is.", en: "Year of the conviction, when there is one."}
snapshot: true
*/
with hate_crime as (
  select
    article,
    circumstance,
    valid_from,
    coalesce(valid_to, 9999) as valid_to
  from raw.classification_rule
  where offence_class = 'hate_crime'
)

select
  outcome.offence_number,
  year(outcome.inflow_date) as inflow_year,
  bias.bias_motivation,
  case when outcome.disposal = 'dagvaarding' then year(outcome.disposal_date) end as disposal_year,
  case when outcome.verdict = 'conviction' then year(outcome.verdict_date) end as verdict_year
from accepted.ground as ground
join record.outcome as outcome using (offence_number)
join hate_crime
  on hate_crime.article = outcome.article
  and year(outcome.inflow_date) between hate_crime.valid_from and hate_crime.valid_to
  and (hate_crime.circumstance = 'any' or (hate_crime.circumstance = 'online') = outcome.online)
join raw.bias_motivation as bias on bias.ground = ground.ground
