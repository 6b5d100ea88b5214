/*
grain: {nl: "Eén wijziging ten opzichte van een eerdere editie: een rij of een waarde van data/, of een getoond cijfer, met de reden.", en: "One change against an earlier edition: a row or a value of data/, or a shown figure, with the reason."}
columns:
  change_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  decided_on: {type: DATE, nl: "Datum waarop de wijziging is opgenomen.", en: "Date on which the change was accepted."}
  version: {nl: "Versie van de gegevens die ermee begon.", en: "Version of the data that began with it."}
  file: {nl: "Bestand in data/, of de tabel met het getoonde cijfer.", en: "File in data/, or the table with the shown figure."}
  row_key: {nl: "Sleutel van de rij.", en: "Key of the row."}
  column_name: {nl: "Kolom waarin de waarde anders werd; leeg als de hele rij verscheen of verdween.", en: "Column in which the value became another; empty when the whole row came or went."}
  kind: {nl: "Wat er gebeurde: toegevoegd (added), gewijzigd (changed) of verdwenen (gone).", en: "What happened: added, changed or gone."}
  old_value: {nl: "Wat er stond; van een aantekening bij het lezen (note) leeg.", en: "What stood there; empty for a note made while reading (note)."}
  new_value: {nl: "Wat er nu staat.", en: "What stands there now."}
  reason: {nl: "Reden (codelijst reason).", en: "Reason (codelist reason)."}
  decided_by: {nl: "Wie de wijziging opnam: een functie. Leeg bij wat uit nieuwe rijen volgt.", en: "Who accepted the change: a function. Empty for what follows from new rows."}
key: [change_id]
*/
select
  change_id,
  decided_on,
  version,
  file,
  row_key,
  column_name,
  kind,
  case when column_name <> 'note' or column_name is null then old_value end as old_value,
  new_value,
  reason,
  explanation_nl,
  explanation_en,
  decided_by
from raw.change
