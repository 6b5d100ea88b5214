/*
grain: {nl: "Eén document of pagina over het actieplan zonder nummer van een maatregel.", en: "One document or page on the action plan without a measure number."}
columns:
  mention_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  source_id: {nl: "Het document.", en: "The document."}
  title: {nl: "Wat er staat.", en: "What it says."}
  owner: {nl: "Wie verantwoordelijk is.", en: "Who is responsible."}
  status_text: {nl: "De status zoals beschreven; niet een van de drie statussen van een maatregel.", en: "The status as described; not one of the three statuses of a measure."}
  note: {nl: "Wat verder bekend is.", en: "What else is known."}
key: [mention_id]
*/
select
  mention_id,
  source_id,
  date,
  title,
  owner,
  status_text,
  url,
  note
from raw.plan_mention
