/*
grain:
  nl: "Eén gebeurtenis waarvan bekend is dat zij in een cijfer zit, of erbuiten is gelaten."
  en: "One event that is known to be in a figure, or to be left out of it."
columns:
  event_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  series_id: {nl: "De reeks van het cijfer.", en: "The series of the figure."}
  time_period: {nl: "De periode van het cijfer.", en: "The period of the figure."}
  dimension: {nl: "De uitsplitsing van het cijfer; total voor het geheel.", en: "The breakdown of the figure; total for the whole."}
  category: {nl: "De categorie van het cijfer.", en: "The category of the figure."}
  figure_value: {nl: "De waarde van het cijfer waarvan het is gezegd; leeg als het voor elke waarde geldt.", en: "The value of the figure that it is said of; empty when it holds for every value."}
  of_year_only: {nl: "Of bekend is dat zij alleen van dit jaar is, zodat het cijfer zonder haar met andere jaren te vergelijken is.", en: "Whether it is known to be of this year alone, so that the figure without it compares with other years."}
  observation_id: {nl: "De waarneming die de gebeurtenis telt; leeg als haar omvang niet bekend is.", en: "The observation that counts the event; empty when its size is not known."}
  event_value: {nl: "Hoeveel ervan in het cijfer zitten; leeg als dat niet bekend is.", en: "How many of it are in the figure; empty when that is not known."}
  unit: {nl: "Eenheid daarvan: aantal of procent van het cijfer.", en: "Unit of that: count, or per cent of the figure."}
  label_nl: {nl: "Wat er is geteld, in het Nederlands.", en: "What was counted, in Dutch."}
  label_en: {nl: "Wat er is geteld, in het Engels.", en: "What was counted, in English."}
  publication_id: {nl: "Waar het staat.", en: "Where it is told."}
key: [event_id]
*/
select
  event.event_id,
  event.series_id,
  event.time_period,
  try_cast(event.time_period as integer) as year,
  event.dimension,
  event.category,
  cast(event.figure_value as double) as figure_value,
  event.included,
  event.of_year_only,
  event.observation_id,
  observation.obs_value as event_value,
  observation.unit,
  observation.precision,
  event.label_nl,
  event.label_en,
  event.happened_nl,
  event.happened_en,
  event.publication_id,
  event.pointer
from raw.event as event
left join core.observation as observation using (observation_id)
