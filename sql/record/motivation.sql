/*
grain:
  nl: "Eén feit dat hate crime is, met één motief van ODIHR, ook als meer gronden dat motief geven."
  en: "One offence that is a hate crime, with one ODIHR bias motivation, also when several grounds give that motivation."
columns:
  offence_number: {nl: "Het feit.", en: "The offence."}
  inflow_year: {nl: "Jaar van instroom.", en: "Year of inflow."}
  bias_motivation: {nl: "Het motief.", en: "The bias motivation."}
  disposal_year: {nl: "Jaar van dagvaarding, als die er is.", en: "Year of the summons, when there is one."}
  verdict_year: {nl: "Jaar van veroordeling, als die er is.", en: "Year of the conviction, when there is one."}
split: true
parameters:
  part: {value: 0, nl: "Welk deel van de feiten.", en: "Which part of the offences."}
  parts: {value: 1, nl: "In hoeveel delen.", en: "In how many parts."}
*/
select distinct
  offence_number,
  inflow_year,
  bias_motivation,
  disposal_year,
  verdict_year
from record.motivated_ground
where $parts = 1 or hash(offence_number) % cast($parts as ubigint) = cast($part as ubigint)
