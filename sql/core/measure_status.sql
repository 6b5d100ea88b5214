/*
grain: {nl: "De status van één maatregel in één brief.", en: "The status of one measure in one letter."}
columns:
  letter_id: {references: none} # check.measure_letter_needs says what a new letter needs
  measure_status_id: {nl: "Vaste sleutel: brief en nummer.", en: "Permanent id: letter and number."}
  title: {nl: "Titel in de brief.", en: "Title in the letter."}
  status: {nl: "Status op de datum van de brief (codelijst measure_status).", en: "Status on the date of the letter (codelist measure_status)."}
  footnotes: {nl: "De voetnoten waar de maatregel naar verwijst.", en: "The footnotes that the measure refers to."}
  position: {nl: "Volgorde in de brief; leeg als de status met de hand is overgenomen.", en: "Order in the letter; empty when the status was taken over by hand."}
  letter_date: {nl: "Datum van de brief, zo precies als bekend.", en: "Date of the letter, as exact as known."}
  letter_order: {nl: "Volgorde van de brieven naar datum.", en: "Order of the letters by date."}
  pointer: {nl: "Waar een met de hand overgenomen status in de brief staat.", en: "Where in the letter a status taken over by hand stands."}
  decided_by: {nl: "Wie haar overnam.", en: "Who took it over."}
  source_file: {nl: "Bestand.", en: "File."}
  source_line: {nl: "Eerste regel in dat bestand.", en: "First line in that file."}
key: [measure_status_id]
order: [letter_order, letter_id, measure_number, measure_part]
*/
with told_status as (
  select
    letter_id,
    measure_id,
    title,
    status,
    status_text,
    narrative,
    footnotes,
    position,
    letter_title,
    letter_date,
    false as by_hand,
    null as pointer,
    null as decided_by,
    source_file,
    source_line,
    source_line_end
  from raw.letter_measure
  union all by name
  select
    letter_id,
    measure_id,
    title,
    status,
    status_text,
    true as by_hand,
    pointer,
    decided_by,
    source_file,
    source_line,
    source_line as source_line_end
  from raw.measure_status_by_hand
)

select
  told_status.letter_id || '/' || told_status.measure_id as measure_status_id,
  told_status.measure_id,
  cast(regexp_extract(told_status.measure_id, '^\d+') as integer) as measure_number,
  nullif(regexp_extract(told_status.measure_id, '[a-z]$'), '') as measure_part,
  told_status.title,
  told_status.status,
  told_status.status_text,
  told_status.narrative,
  told_status.footnotes,
  told_status.position,
  told_status.letter_id,
  coalesce(letter.letter_title, told_status.letter_title) as letter_title,
  coalesce(letter.letter_date, told_status.letter_date) as letter_date,
  letter.letter_order,
  told_status.by_hand,
  told_status.pointer,
  told_status.decided_by,
  told_status.source_file,
  told_status.source_line,
  told_status.source_line_end
from told_status
left join core.letter as letter using (letter_id)
