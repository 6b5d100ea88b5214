/*
grain: {nl: "Eén paar waarden waarin publicaties verschillen of lijken te verschillen.", en: "One pair of values in which publications differ, or seem to."}
columns:
  difference_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  time_period: {nl: "Periode van het cijfer.", en: "Period of the figure."}
  topic_nl: {nl: "Wat verschilt, in het Nederlands.", en: "What differs, in Dutch."}
  topic_en: {nl: "Wat verschilt, in het Engels.", en: "What differs, in English."}
  kind: {nl: "Wat de twee voor elkaar zijn (codelijst difference_kind).", en: "What the two are to each other (codelist difference_kind)."}
  reason: {nl: "Waarom zij verschillen (codelijst reason).", en: "Why they differ (codelist reason)."}
  observations_a: {nl: "De waarnemingen die de ene waarde geven; zie core.difference_side.", en: "The observations that give the one value; see core.difference_side."}
  obs_value_a: {type: DOUBLE, nl: "De ene waarde, als zij een waarneming is.", en: "The one value, when it is an observation."}
  observations_b: {nl: "De waarnemingen die de andere waarde geven.", en: "The observations that give the other value."}
  obs_value_b: {type: DOUBLE, nl: "De andere waarde, als zij een waarneming is.", en: "The other value, when it is an observation."}
  value_a: {nl: "De ene waarde in woorden, zoals genoteerd; nooit als cijfer getoond.", en: "The one value in words, as noted; never shown as a figure."}
  source_a: {nl: "De bron daarvan, zoals genoteerd.", en: "Its source, as noted."}
  value_b: {nl: "De andere waarde in woorden, zoals genoteerd.", en: "The other value in words, as noted."}
  source_b: {nl: "De bron daarvan, zoals genoteerd.", en: "Its source, as noted."}
key: [difference_id]
*/
select
  difference_id,
  time_period,
  try_cast(time_period as integer) as year,
  topic_nl,
  topic_en,
  kind,
  reason,
  observations_a,
  obs_value_a,
  observations_b,
  obs_value_b,
  value_a,
  source_a,
  value_b,
  source_b,
  explanation_nl,
  explanation_en,
  source_file,
  source_line
from raw.difference
