/*
grain: {nl: "Eén correctie die op een rij van het uittreksel is toegepast; welke rij blijft vertrouwelijk.", en: "One correction that was made to a row of the extract; which row stays confidential."}
columns:
  correction_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  table_name: {nl: "De tabel van het contract.", en: "The table of the contract."}
  column_name: {nl: "De kolom.", en: "The column."}
  expected: {nl: "Wat er stond.", en: "What stood there."}
  becomes: {nl: "Wat het is geworden.", en: "What it became."}
  reason: {nl: "Waarom.", en: "Why."}
  decided_by: {nl: "Wie dat besliste.", en: "Who decided so."}
  decided_on: {nl: "Wanneer.", en: "When."}
order: [correction_id]
*/
select
  correction_id,
  table_name,
  column_name,
  expected,
  becomes,
  reason,
  decided_by,
  decided_on
from raw.extract_correction
