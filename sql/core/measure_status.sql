/*
grain: {nl: "De status van één maatregel in één brief.", en: "The status of one measure in one letter."}
columns:
  measure_status_id: {nl: "Vaste sleutel: brief en nummer.", en: "Permanent id: letter and number."}
  measure_number: {nl: "Nummer in het actieplan.", en: "Number in the action plan."}
  title: {nl: "Titel in de brief.", en: "Title in the letter."}
  status: {nl: "Status (codelijst measure_status).", en: "Status (codelist measure_status)."}
  status_text: {nl: "De status zoals gedrukt.", en: "The status as printed."}
  narrative: {nl: "De hele tekst; alinea's gescheiden door een lege regel.", en: "The whole text; paragraphs separated by an empty line."}
  footnotes: {nl: "De voetnoten waar de titel naar verwijst.", en: "The footnotes that the title refers to."}
  position: {nl: "Volgorde in de brief.", en: "Order in the letter."}
  letter_id: {nl: "De brief.", en: "The letter."}
  letter_title: {nl: "Titel van de brief.", en: "Title of the letter."}
  letter_date: {nl: "Datum van de brief, zo precies als bekend.", en: "Date of the letter, as exact as known."}
  dossier: {nl: "Kamerdossier.", en: "Parliamentary dossier."}
  source_file: {nl: "Bestand.", en: "File."}
  source_line: {nl: "Eerste regel in dat bestand.", en: "First line in that file."}
  source_line_end: {nl: "Laatste regel in dat bestand.", en: "Last line in that file."}
order: [letter_date, letter_id, position]
*/
select
  letter_id || '/' || cast(measure_number as varchar) as measure_status_id,
  measure_number,
  title,
  status,
  status_text,
  narrative,
  footnotes,
  position,
  letter_id,
  letter_title,
  letter_date,
  dossier,
  source_file,
  source_line,
  source_line_end
from raw.letter_measure
