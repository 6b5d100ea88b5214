/*
grain: {nl: "Eén maatregel met haar status in de laatste brief.", en: "One measure with its status in the last letter."}
columns:
  measure_number: {nl: "Nummer in het actieplan.", en: "Number in the action plan."}
  title: {nl: "Titel in de brief.", en: "Title in the letter."}
  status: {nl: "Status (codelijst measure_status).", en: "Status (codelist measure_status)."}
  status_text: {nl: "De status zoals gedrukt.", en: "The status as printed."}
  narrative: {nl: "De hele tekst; alinea's gescheiden door een lege regel.", en: "The whole text; paragraphs separated by an empty line."}
  status_sentence: {nl: "De zin van de brief die de status draagt, zoals de redactie haar koos.", en: "The sentence of the letter that carries the status, as the editors chose it."}
  position: {nl: "Volgorde in de brief.", en: "Order in the letter."}
  theme: {nl: "Thema van dit rapport dat erop slaat.", en: "Theme of this report that bears on it."}
  letter_title: {nl: "Titel van de brief.", en: "Title of the letter."}
  letter_date: {nl: "Datum van de brief.", en: "Date of the letter."}
  dossier: {nl: "Kamerdossier.", en: "Parliamentary dossier."}
  source_file: {nl: "Bestand.", en: "File."}
  source_line: {nl: "Eerste regel in dat bestand.", en: "First line in that file."}
  source_line_end: {nl: "Laatste regel in dat bestand.", en: "Last line in that file."}
  measure_status_ids: {nl: "De statusregels onder deze rij.", en: "The status rows under this row."}
order: [measure_number]
*/
select
  measure_status.measure_number,
  measure_status.title,
  measure_status.status,
  measure_status.status_text,
  measure_status.narrative,
  sentence.sentence as status_sentence,
  measure_status.position,
  measure.theme,
  measure_status.letter_title,
  measure_status.letter_date,
  measure_status.dossier,
  measure_status.source_file,
  measure_status.source_line,
  measure_status.source_line_end,
  [measure_status.measure_status_id] as measure_status_ids
from core.measure as measure
join core.measure_status as measure_status
  on measure_status.measure_number = measure.measure_number
  and measure_status.letter_id = measure.last_letter_id
left join raw.measure_sentence as sentence
  on sentence.measure_number = measure.measure_number
  and sentence.publication_id = measure.last_letter_id
