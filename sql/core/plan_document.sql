/*
grain: {nl: "Eén document over het actieplan, voor, met of na de brieven met statussen.", en: "One document on the action plan, before, with or after the letters with statuses."}
columns:
  document_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  date: {nl: "Datum, zo precies als bekend.", en: "Date, as exact as known."}
  sender: {nl: "Wie het stuurde of uitgaf.", en: "Who sent or published it."}
  reference: {nl: "Dossier en nummer.", en: "Dossier and number."}
  title: {nl: "Titel, als die bekend is.", en: "Title, when known."}
  says_nl: {nl: "Wat het zegt voor de maatregelen, in het Nederlands.", en: "What it says for the measures, in Dutch."}
  says_en: {nl: "Wat het zegt voor de maatregelen, in het Engels.", en: "What it says for the measures, in English."}
  url: {nl: "Adres.", en: "Address."}
order: [date, document_id]
*/
select
  document_id,
  date,
  sender,
  reference,
  title,
  says_nl,
  says_en,
  url
from raw.plan_document
