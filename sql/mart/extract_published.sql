/*
grain:
  nl: "De instroom in één jaar van één soort, zoals gepubliceerd of zoals geteld in de extractie; leeg zonder extractie."
  en: "The inflow of one year and kind, as published or as counted in the extract; empty without an extract."
columns:
  obs_value: {type: BIGINT, nl: "De waarde; leeg als zij vertrouwelijk is.", en: "The value; empty when it is confidential."}
  obtained: {nl: "Gedrukt, volgend uit de tekst, hier berekend, of geteld in de extractie.", en: "Printed, following from the text, computed here, or counted in the extract."}
key: [series_id, time_period]
chart: true
*/
with counted as (
  select *
  from mart.extract_breakdown
  where dimension = 'total' and series_id in ('extract_total_offence', 'extract_specific_offence', 'extract_codis_offence')
)

select *
from counted
union all by name
select *
from mart.inflow_by_year
where exists (select 1 from counted)
