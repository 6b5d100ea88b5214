/*
grain: {nl: "Eén tabel en kolom van het uittreksel waarin vóór het tellen iets is gecorrigeerd.", en: "One table and column of the extract in which something was corrected before counting."}
columns:
  table_name: {nl: "De tabel van het contract.", en: "The table of the contract."}
  column_name: {nl: "De kolom.", en: "The column."}
  correction_count: {nl: "Aantal correcties; leeg bij 1 tot en met 4.", en: "Number of corrections; empty for 1 to 4."}
  obs_status: {nl: "C als het aantal wordt weggelaten omdat het klein is, anders A.", en: "C when the number is withheld because it is small, otherwise A."}
order: [table_name, column_name]
*/
-- What stood there, what it became and why can tell who it is about: none of it is
-- in raw.extract_correction.
select
  table_name,
  column_name,
  case when count(*) >= 5 then count(*) end as correction_count,
  case when count(*) >= 5 then 'A' else 'C' end as obs_status
from raw.extract_correction
group by all
