/*
grain: {nl: "Eén tabel van het contract waarvan de extractie rijen gaf.", en: "One table of the contract of which the extract gave rows."}
columns:
  publication_id: {nl: "De extractie.", en: "The extract."}
  row_count: {nl: "Aantal rijen, afgerond op tientallen; leeg bij 1 tot en met 4.", en: "Number of rows, rounded to tens; empty for 1 to 4."}
  rejected_rows: {nl: "Waarvan afgewezen; leeg bij 1 tot en met 4.", en: "Of which rejected; empty for 1 to 4."}
  synthetic: {nl: "Of de extractie verzonnen is.", en: "Whether the extract is synthetic."}
key: [table_name]
*/
with counted as (
  -- Names and hashes of files stay inside: a name can tell of a person, and who has a
  -- file can find it back by its hash.
  select
    publication_id,
    table_name,
    sum(row_count)::bigint as row_count,
    sum(rejected_rows)::bigint as rejected_rows
  from raw.extract_source
  group by publication_id, table_name
)

select
  counted.publication_id,
  counted.table_name,
  -- Rounded, or the rows of a year that is withheld would be what the others leave.
  case when counted.row_count = 0 or counted.row_count >= $least_cell then round(counted.row_count, -1)::bigint end as row_count,
  case when counted.rejected_rows = 0 or counted.rejected_rows >= $least_cell then counted.rejected_rows end as rejected_rows,
  publication.synthetic
from counted
join raw.extract_publication as publication using (publication_id)
