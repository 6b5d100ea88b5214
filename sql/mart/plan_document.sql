/*
grain: {nl: "Eén document over het actieplan, met zijn plaats ten opzichte van de laatste brief met statussen.", en: "One document on the action plan, with its place relative to the last letter with statuses."}
columns:
  document_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  place: {nl: "before: ervoor; letter: (vermoedelijk) de brief zelf; after: erna.", en: "before: before it; letter: (probably) the letter itself; after: after it."}
  title: {nl: "Titel, als die bekend is.", en: "Title, when known."}
key: [document_id]
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
