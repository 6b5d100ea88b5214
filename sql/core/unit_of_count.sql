/*
grain: {nl: "Eén eenheid waarin wordt geteld.", en: "One unit that is counted in."}
columns:
  unit_of_count: {nl: "Code van de eenheid.", en: "Code of the unit."}
  independent: {type: BOOLEAN, nl: "Of het ene getelde los van het andere ontstaat, zodat over toeval te oordelen is; bij meldingen niet.", en: "Whether one thing counted comes about apart from the others, so that chance can be judged; not so for reports."}
key: [unit_of_count]
*/
select
  code as unit_of_count,
  independent,
  label_nl,
  label_en
from raw.codelist_unit_of_count
