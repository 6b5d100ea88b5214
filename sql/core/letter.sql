/*
grain: {nl: "Eén brief met statussen van maatregelen.", en: "One letter with statuses of measures."}
columns:
  letter_id: {references: core.publication, nl: "Vaste sleutel: de publicatie.", en: "Permanent id: the publication."}
  letter_date: {nl: "Datum, zo precies als bekend: jaar, maand of dag.", en: "Date, as exact as known: year, month or day."}
  letter_order: {nl: "Volgorde van de brieven naar datum; de eerste is 1.", en: "Order of the letters by date; the first is 1."}
  is_last: {type: BOOLEAN, nl: "Of dit de laatste brief is.", en: "Whether this is the last letter."}
  scope: {nl: "Wiens maatregelen de brief bevat (codelijst letter_scope).", en: "Whose measures the letter covers (codelist letter_scope)."}
  reference: {nl: "Dossier en nummer, als die zeker zijn.", en: "Dossier and number, when certain."}
  reference_note_nl: {nl: "Waarom, in het Nederlands.", en: "Why, in Dutch."}
  reference_note_en: {nl: "Waarom, in het Engels.", en: "Why, in English."}
  after_letter_id: {references: core.letter, nl: "De brief waarna zij kwam, als de datums dat niet zeggen.", en: "The letter it came after, when the dates do not tell."}
key: [letter_id]
order: [letter_order]
*/
with dated_letter as (
  select
    letter.letter_id,
    publication.title as letter_title,
    publication.published as letter_date,
    letter.scope,
    letter.reference,
    letter.reference_supposed,
    letter.reference_note_nl,
    letter.reference_note_en,
    letter.after_letter_id,
    greatest(publication.published, coalesce(before.published, publication.published)) as order_date
  from raw.letter as letter
  join core.publication as publication on publication.publication_id = letter.letter_id
  left join core.publication as before on before.publication_id = letter.after_letter_id
),

ordered_letter as (
  select
    *,
    row_number() over (order by order_date, after_letter_id is not null, letter_id) as letter_order
  from dated_letter
)

select
  letter_id,
  letter_title,
  letter_date,
  letter_order,
  letter_order = max(letter_order) over () as is_last,
  scope,
  reference,
  reference_supposed,
  reference_note_nl,
  reference_note_en,
  after_letter_id
from ordered_letter
