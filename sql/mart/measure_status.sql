/*
grain: {nl: "Eén maatregel met haar laatst bekende status, en de brief die haar geeft.", en: "One measure with its last known status, and the letter that gives it."}
columns:
  title: {nl: "Titel in de brief.", en: "Title in the letter."}
  title_en: {nl: "Die titel in het Engels, vertaald door dit rapport; leeg als er geen vertaling is.", en: "That title in English, translated by this report; empty when there is no translation."}
  status: {nl: "Status op de datum van de brief (codelijst measure_status).", en: "Status on the date of the letter (codelist measure_status)."}
  status_sentence: {nl: "De zin of zinnen van de brief die de status dragen. De redactie koos ze; de brief wijst ze niet aan. Leeg als geen zin de status draagt.", en: "The sentence or sentences of the letter that carry the status. The editors chose them; the letter does not mark them. Empty when no sentence carries the status."}
  position: {nl: "Volgorde in de brief.", en: "Order in the letter."}
  theme: {nl: "Thema van dit rapport dat erop slaat.", en: "Theme of this report that bears on it."}
  letter_id: {nl: "De laatste brief die de maatregel noemt.", en: "The last letter that mentions the measure."}
  letter_title: {nl: "Titel van die brief.", en: "Title of that letter."}
  letter_date: {nl: "Datum van die brief: de status geldt voor die dag.", en: "Date of that letter: the status holds for that day."}
  in_last_letter: {type: BOOLEAN, nl: "Of de laatste brief de maatregel noemt.", en: "Whether the last letter mentions the measure."}
  continued_as: {nl: "De nummers waaronder zij later verder gaat.", en: "The numbers under which it goes on later."}
  scope: {nl: "Wiens maatregelen de brief bevat (codelijst letter_scope).", en: "Whose measures the letter covers (codelist letter_scope)."}
  reference: {nl: "Dossier en nummer van de brief, als die zeker zijn.", en: "Dossier and number of the letter, when certain."}
  reference_note_nl: {nl: "Waarom, in het Nederlands.", en: "Why, in Dutch."}
  reference_note_en: {nl: "Waarom, in het Engels.", en: "Why, in English."}
  pointer: {nl: "Waar een met de hand overgenomen status in de brief staat.", en: "Where in the letter a status taken over by hand stands."}
  decided_by: {nl: "Wie haar overnam.", en: "Who took it over."}
  source_file: {nl: "Bestand.", en: "File."}
  source_line: {nl: "Eerste regel in dat bestand.", en: "First line in that file."}
key: [measure_id]
order: [measure_number, measure_part]
*/
select
  measure_status.measure_id,
  measure_status.measure_number,
  measure_status.measure_part,
  measure_status.title,
  measure_title.title_en,
  measure_status.status,
  measure_status.status_text,
  measure_status.narrative,
  sentence.sentence as status_sentence,
  measure_status.position,
  measure.theme,
  measure_status.letter_id,
  measure_status.letter_title,
  measure_status.letter_date,
  coalesce(letter.is_last, false) as in_last_letter,
  measure.continued_as,
  letter.scope,
  letter.reference,
  letter.reference_supposed,
  letter.reference_note_nl,
  letter.reference_note_en,
  measure_status.by_hand,
  measure_status.pointer,
  measure_status.decided_by,
  measure_status.source_file,
  measure_status.source_line,
  measure_status.source_line_end,
  [measure_status.measure_status_id] as measure_status_ids
from core.measure as measure
join core.measure_status as measure_status
  on measure_status.measure_id = measure.measure_id
  and measure_status.letter_id = measure.last_letter_id
left join core.letter as letter on letter.letter_id = measure.last_letter_id
left join raw.measure_sentence as sentence
  on sentence.measure_id = measure.measure_id
  and sentence.publication_id = measure.last_letter_id
left join raw.measure_title as measure_title
  on measure_title.measure_id = measure_status.measure_id
  and measure_title.title = measure_status.title
