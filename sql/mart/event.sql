/*
grain:
  nl: "Eén bekende gebeurtenis bij één aantal dat dit rapport gebruikt: het aantal met en zonder haar."
  en: "One known event at one count that this report uses: the count with and without it."
columns:
  time_period: {nl: "Jaar, of de andere periode van het cijfer.", en: "Year, or the other period of the figure."}
  figure_value: {nl: "Het cijfer.", en: "The figure."}
  event_value: {nl: "Hoeveel ervan bij de gebeurtenis horen; leeg als dat niet bekend is.", en: "How many of it belong to the event; empty when that is not known."}
  event_unit: {nl: "Eenheid daarvan: aantal of procent van het cijfer.", en: "Unit of that: count, or per cent of the figure."}
  event_precision: {nl: "Exact, afgerond of ondergrens.", en: "Exact, rounded or lower bound."}
  value_without: {type: DOUBLE, nl: "Het cijfer zonder de gebeurtenis; leeg als niet bekend is hoeveel ervan bij haar horen, of als zij er niet in zit.", en: "The figure without the event; empty when it is not known how many of it belong to it, or it is not in it."}
  unit: {nl: "Eenheid van het cijfer.", en: "Unit of the figure."}
  label_nl: {nl: "Wat er is geteld, in het Nederlands.", en: "What was counted, in Dutch."}
  label_en: {nl: "Wat er is geteld, in het Engels.", en: "What was counted, in English."}
  publication_id: {nl: "Waar het staat.", en: "Where it is told."}
  lineage: {nl: "De waarnemingen: het cijfer, en het aantal van de gebeurtenis als dat bekend is.", en: "The observations: the figure, and the count of the event when known."}
key: [series_id, time_period, dimension, category, unit, event_id]
*/
select
  event.event_id,
  preferred.time_period,
  preferred.body,
  preferred.series_id,
  preferred.population,
  preferred.unit_of_count,
  preferred.dimension,
  preferred.category,
  event_figure.held,
  event_figure.included,
  preferred.obs_value as figure_value,
  event.event_value,
  event.unit as event_unit,
  event.precision as event_precision,
  case when event_figure.included then preferred.obs_value - event_figure.event_value end as value_without,
  preferred.unit,
  event.label_nl,
  event.label_en,
  event.happened_nl,
  event.happened_en,
  event.publication_id,
  event.pointer,
  case
    when event_figure.included and event_figure.event_value is not null then [preferred.observation_id, event.observation_id]
    else [preferred.observation_id]
  end as lineage
from core.event_figure as event_figure
join core.event as event using (event_id)
join core.preferred as preferred on preferred.observation_id = event_figure.observation_id
where preferred.unit = 'count'
