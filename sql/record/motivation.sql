/*
grain:
  nl: "Eén feit dat hate crime is, met één motief van ODIHR, ook als meer gronden dat motief geven."
  en: "One offence that is a hate crime, with one ODIHR bias motivation, also when several grounds give that motivation."
columns:
  offence_number: {nl: "Het feit.", en: "The offence."}
  inflow_year: {nl: "Jaar van instroom.", en: "Year of inflow."}
  bias_motivation: {nl: "Het motief.", en: "The bias motivation."}
  disposal_year: {nl: "Jaar van vervolging (dagvaarding of strafbeschikking), als die er is.", en: "Year of prosecution (summons or penal order), when there is one."}
  verdict_year: {nl: "Jaar van veroordeling, als die er is.", en: "Year of the conviction, when there is one."}
parameters:
  no_motivation: {value: unspecified, nl: "Het motief van een feit zonder vastgelegde grond.", en: "The motivation of an offence with no ground recorded."}
ranges: {of: accepted.offence, key: offence_number}
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

select distinct
  outcome.offence_number,
  year(outcome.inflow_date) as inflow_year,
  coalesce(bias.bias_motivation, $no_motivation) as bias_motivation,
  case when effect.is_prosecution then year(outcome.disposal_date) end as disposal_year,
  case when outcome.verdict = 'conviction' then year(outcome.verdict_date) end as verdict_year
from record.outcome as outcome
join hate_crime
  on hate_crime.article = outcome.article
  and year(outcome.inflow_date) between hate_crime.valid_from and hate_crime.valid_to
  and (hate_crime.circumstance = 'any' or (hate_crime.circumstance = 'online') = outcome.online)
left join raw.disposal_effect as effect on effect.disposal = outcome.disposal
left join accepted.ground as ground on ground.offence_number = outcome.offence_number
left join raw.bias_motivation as bias on bias.ground = ground.ground
where outcome.offence_number >= $lower and ($upper is null or outcome.offence_number < $upper)
