/*
grain:
  nl: "Hoeveel rijen van één tabel zonder eigen dag zijn aangenomen, in het jaar waarin hun feit of zaak instroomde."
  en: "How many rows of one table without a day of its own were accepted, in the year in which their offence or case came in."
columns:
  table_name: {nl: "De tabel.", en: "The table."}
  inflow_year: {nl: "Jaar van instroom van het feit of de zaak.", en: "Year of inflow of the offence or the case."}
  row_count: {nl: "Aantal rijen.", en: "Number of rows."}
order: [table_name, inflow_year]
*/
select
  'ground' as table_name,
  inflow_year,
  cast(sum(offences) as bigint) as row_count
from extract.ground_count
where ground <> 'rejected' and ground_fault is null
group by inflow_year
union all
select
  'suspect',
  inflow_year,
  cast(sum(suspects) as bigint)
from extract.suspect_count
where dimension = 'sex' and suspect_fault is null
group by inflow_year
