/*
grain: {nl: "Eén aantal uit de extractie per reeks, kenmerk, categorie en jaar.", en: "One count of the extract per series, property, category and year."}
columns:
  obs_value: {type: BIGINT, nl: "De waarde; leeg als zij vertrouwelijk is.", en: "The value; empty when it is confidential."}
  obtained: {nl: "Gedrukt, volgend uit de tekst, hier berekend, of geteld in de extractie.", en: "Printed, following from the text, computed here, or counted in the extract."}
key: [series_id, dimension, category, time_period]
chart: true
*/
select * replace (cast(obs_value as bigint) as obs_value)
from core.figure
where starts_with(series_id, 'extract_')
