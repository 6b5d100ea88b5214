/*
grain: {nl: "Eén document over het actieplan, met zijn plaats ten opzichte van de laatste brief met statussen.", en: "One document on the action plan, with its place relative to the last letter with statuses."}
columns:
  document_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  date: {nl: "Datum, zo precies als bekend.", en: "Date, as exact as known."}
  place: {nl: "before: ervoor; letter: (vermoedelijk) de brief zelf; after: erna.", en: "before: before it; letter: (probably) the letter itself; after: after it."}
  sender: {nl: "Wie het stuurde of uitgaf.", en: "Who sent or published it."}
  reference: {nl: "Dossier en nummer.", en: "Dossier and number."}
  title: {nl: "Titel, als die bekend is.", en: "Title, when known."}
  says_nl: {nl: "Wat het zegt voor de maatregelen, in het Nederlands.", en: "What it says for the measures, in Dutch."}
  says_en: {nl: "Wat het zegt voor de maatregelen, in het Engels.", en: "What it says for the measures, in English."}
  url: {nl: "Adres.", en: "Address."}
order: [date, document_id]
*/
with last_letter as (
  select
    letter_date,
    coalesce(reference, reference_supposed) as reference
  from core.letter
  where is_last
)

select
  document.document_id,
  document.date,
  case
    when document.reference = last_letter.reference then 'letter'
    when document.date < last_letter.letter_date then 'before'
    else 'after'
  end as place,
  document.sender,
  document.reference,
  document.title,
  document.says_nl,
  document.says_en,
  document.url
from core.plan_document as document
left join last_letter on true
