/*
grain: {nl: "Eén code die een rij van een extractie mag hebben.", en: "One code that a row of an extract may hold."}
columns:
  dimension: {nl: "De dimensie waar de code bij hoort.", en: "The dimension the code belongs to."}
  code: {nl: "De code; haar naam staat in core.code.", en: "The code; its name stands in core.code."}
  valid_from: {nl: "Eerste dag; leeg als zij van het begin af geldt.", en: "First day; empty when it holds from the start."}
  valid_to: {nl: "Laatste dag; leeg zolang zij geldt.", en: "Last day; empty while it holds."}
  publication_id: {nl: "Een publicatie die haar noemt, als die er is.", en: "A publication that names it, where there is one."}
  note: {nl: "Uit welke wet of welk document zij komt, of dat het onze keuze is.", en: "What law or document it comes from, or that it is our choice."}
key: [dimension, code]
*/
select
  dimension,
  code,
  valid_from,
  valid_to,
  publication_id,
  note
from raw.extract_code
