/*
grain: {nl: "Eén bestand (of blad) waaruit het uittreksel is gelezen.", en: "One file (or sheet) that the extract was read from."}
columns:
  publication_id: {nl: "Het uittreksel.", en: "The extract."}
  table_name: {nl: "De tabel van het contract.", en: "The table of the contract."}
  source_file: {nl: "Naam van het bestand.", en: "Name of the file."}
  format: {nl: "Vorm: csv, parquet, xlsx of ods.", en: "Format: csv, parquet, xlsx or ods."}
  sha256: {nl: "Hash van het bestand.", en: "Hash of the file."}
  row_count: {nl: "Aantal rijen.", en: "Number of rows."}
  rejected_rows: {nl: "Waarvan afgewezen; leeg bij 1 tot en met 4.", en: "Of which rejected; empty for 1 to 4."}
  synthetic: {nl: "Of het uittreksel verzonnen is.", en: "Whether the extract is synthetic."}
order: [table_name, source_file]
parameters:
  least_cell: {value: 5, nl: "Kleinere aantallen boven nul gaan niet naar buiten.", en: "Smaller counts above nought do not leave."}
*/
select
  source.publication_id,
  source.table_name,
  source.source_file,
  source.format,
  source.sha256,
  source.row_count,
  case when source.rejected_rows = 0 or source.rejected_rows >= $least_cell then source.rejected_rows end as rejected_rows,
  publication.synthetic
from raw.extract_source as source
join raw.extract_publication as publication using (publication_id)
