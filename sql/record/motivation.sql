/*
grain:
  nl: "Eén feit dat hate crime is, met één motief van ODIHR, ook als meer gronden dat motief geven."
  en: "One offence that is a hate crime, with one ODIHR bias motivation, also when several grounds give that motivation."
columns:
  offence_number: {nl: "Het feit.", en: "The offence."}
  inflow_year: {nl: "Jaar van instroom.", en: "Year of inflow."}
  bias_motivation: {nl: "Het motief.", en: "The bias motivation."}
  disposal_year: {nl: "Jaar van vervolging (dagvaarding of strafbeschikking), als die er is.", en: "Year of prosecution (summons or penal order), when there is one."}
  verdict_year: {nl: "Jaar van veroordeling na een dagvaarding, als die er is.", en: "Year of the conviction after a summons, when there is one."}
ranges: {of: accepted.offence, key: offence_number}
*/
with rule as (
  select
    article,
    circumstance,
    valid_from,
    coalesce(valid_to, 9999) as valid_to
  from raw.classification_rule
  where offence_class = 'hate_crime'
),

hate_crime as (
  select outcome.*
  from record.outcome as outcome
  join rule
    on rule.article = outcome.article
    and year(outcome.inflow_date) between rule.valid_from and rule.valid_to
    and (rule.circumstance = 'any' or (rule.circumstance = 'online') = outcome.online)
  where outcome.offence_number >= $lower and ($upper is null or outcome.offence_number < $upper)
),

bound as (select distinct article from raw.article_ground),

-- What is refused in sql/reject (ground_period, article_ground) gives no motivation.
motivated as (
  select
    ground.offence_number,
    bias.bias_motivation
  from accepted.ground as ground
  join hate_crime using (offence_number)
  join raw.extract_code as code on code.dimension = 'ground' and code.code = ground.ground
  join raw.bias_motivation as bias on bias.ground = ground.ground
  left join bound on bound.article = hate_crime.article
  left join raw.article_ground as pair
    on pair.article = hate_crime.article
    and pair.ground = ground.ground
    and (hate_crime.offence_date is null or pair.valid_to is null or hate_crime.offence_date <= pair.valid_to)
    and (pair.valid_from is null or coalesce(hate_crime.offence_date, hate_crime.inflow_date) >= pair.valid_from)
  where ground.offence_number >= $lower and ($upper is null or ground.offence_number < $upper)
    and (code.valid_from is null or coalesce(hate_crime.offence_date, hate_crime.inflow_date) >= code.valid_from)
    and (hate_crime.offence_date is null or code.valid_to is null or hate_crime.offence_date <= code.valid_to)
    and (bound.article is null or pair.article is not null)
)

select distinct
  hate_crime.offence_number,
  year(hate_crime.inflow_date) as inflow_year,
  coalesce(motivated.bias_motivation, 'unspecified') as bias_motivation,
  case when effect.is_prosecution then year(hate_crime.disposal_date) end as disposal_year,
  case when effect.is_prosecution and effect.leads_to_court and hate_crime.verdict = 'conviction' then year(hate_crime.verdict_date) end as verdict_year
from hate_crime
left join motivated using (offence_number)
left join raw.disposal_effect as effect on effect.disposal = hate_crime.disposal
