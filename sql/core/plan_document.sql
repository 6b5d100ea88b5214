/*
grain: {nl: "Eén document over het actieplan, voor, met of na de brieven met statussen.", en: "One document on the action plan, before, with or after the letters with statuses."}
columns:
  document_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  title: {nl: "Titel, als die bekend is.", en: "Title, when known."}
key: [document_id]
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
