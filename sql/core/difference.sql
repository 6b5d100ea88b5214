/*
grain: {nl: "Eén plaats waar publicaties verschillen of lijken te verschillen.", en: "One place where publications differ, or seem to."}
columns:
  difference_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  time_period: {nl: "Periode van het cijfer.", en: "Period of the figure."}
  topic_nl: {nl: "Wat verschilt, in het Nederlands.", en: "What differs, in Dutch."}
  topic_en: {nl: "Wat verschilt, in het Engels.", en: "What differs, in English."}
  value_a: {nl: "De ene waarde, zoals genoteerd.", en: "The one value, as noted."}
  source_a: {nl: "De bron daarvan, zoals genoteerd.", en: "Its source, as noted."}
  value_b: {nl: "De andere waarde, zoals genoteerd.", en: "The other value, as noted."}
  source_b: {nl: "De bron daarvan, zoals genoteerd.", en: "Its source, as noted."}
  reason: {nl: "Waarom zij verschillen (codelijst reason).", en: "Why they differ (codelist reason)."}
  explanation_nl: {nl: "Uitleg in het Nederlands.", en: "Explanation in Dutch."}
  explanation_en: {nl: "Uitleg in het Engels.", en: "Explanation in English."}
  series_id: {nl: "Met de volgende drie kolommen: het cijfer van dit rapport waar het om gaat.", en: "With the next three columns: the figure of this report it bears on."}
  dimension: {nl: "Zie series_id.", en: "See series_id."}
  category: {nl: "Zie series_id.", en: "See series_id."}
  unit: {nl: "Zie series_id.", en: "See series_id."}
  publication_id_a: {nl: "Publicatie van de ene waarde.", en: "Publication of the one value."}
  obs_value_a: {nl: "De ene waarde, als zij een waarneming is.", en: "The one value, when it is an observation."}
  publication_id_b: {nl: "Publicatie van de andere waarde.", en: "Publication of the other value."}
  obs_value_b: {nl: "De andere waarde, als zij een waarneming is.", en: "The other value, when it is an observation."}
order: [difference_id]
*/
select
  difference_id,
  time_period,
  topic_nl,
  topic_en,
  value_a,
  source_a,
  value_b,
  source_b,
  reason,
  explanation_nl,
  explanation_en,
  series_id,
  dimension,
  category,
  unit,
  publication_id_a,
  obs_value_a,
  publication_id_b,
  obs_value_b
from raw.difference
