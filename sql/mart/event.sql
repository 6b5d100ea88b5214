/*
grain:
  nl: "Eén bekende gebeurtenis bij één aantal dat dit rapport gebruikt: het aantal met en zonder haar."
  en: "One known event at one count that this report uses: the count with and without it."
columns:
  time_period: {nl: "Jaar, of de andere periode van het cijfer.", en: "Year, or the other period of the figure."}
  figure_value: {type: BIGINT, nl: "Het cijfer.", en: "The figure."}
  event_count: {type: BIGINT, nl: "Hoeveel ervan bij de gebeurtenis horen; leeg als dat niet bekend is of alleen als deel.", en: "How many of it belong to the event; empty when that is not known, or only as a share."}
  event_percent: {type: DOUBLE, nl: "Welk deel ervan bij de gebeurtenis hoort, in procent; leeg als dat niet bekend is of als aantal, en als het deel van een ander cijfer bekend is (held = in_part).", en: "What share of it belongs to the event, in per cent; empty when that is not known, or is as a count, and when the share is of another figure (held = in_part)."}
  event_precision: {nl: "Exact, afgerond of ondergrens.", en: "Exact, rounded or lower bound."}
  value_without: {type: BIGINT, nl: "Het cijfer zonder de gebeurtenis; leeg als niet bekend is hoeveel ervan bij haar horen, of als zij er niet in zit.", en: "The figure without the event; empty when it is not known how many of it belong to it, or it is not in it."}
  unit: {nl: "Eenheid van het cijfer.", en: "Unit of the figure."}
  label_nl: {nl: "Wat er is geteld, in het Nederlands.", en: "What was counted, in Dutch."}
  label_en: {nl: "Wat er is geteld, in het Engels.", en: "What was counted, in English."}
  publication_id: {nl: "Waar het staat.", en: "Where it is told."}
  lineage: {nl: "De waarnemingen: het cijfer, en het aantal van de gebeurtenis als dat bekend is.", en: "The observations: the figure, and the count of the event when known."}
key: [series_id, time_period, dimension, category, unit, event_id]
*/
-- A series that is put together here holds what is in the figures under it.
with figure as (
  select
    series_id,
    body,
    population,
    unit_of_count,
    dimension,
    category,
    unit,
    time_period,
    obs_value,
    observation_id,
    cast(null as varchar) as held,
    [observation_id] as lineage
  from core.preferred
  where unit = 'count'
  union all
  select
    series_id,
    body,
    population,
    unit_of_count,
    dimension,
    category,
    unit,
    time_period,
    cast(obs_value as double) as obs_value,
    unnest(lineage) as observation_id,
    'in_part' as held,
    lineage
  from mart.police_comparable
)

select
  event.event_id,
  figure.time_period,
  try_cast(figure.time_period as integer) as year,
  figure.body,
  figure.series_id,
  figure.population,
  figure.unit_of_count,
  figure.dimension,
  figure.category,
  coalesce(figure.held, event_figure.held) as held,
  event_figure.included,
  cast(figure.obs_value as bigint) as figure_value,
  case when event.unit = 'count' then cast(event.event_value as bigint) end as event_count,
  case when event.unit = 'percent' and coalesce(figure.held, event_figure.held) <> 'in_part' then event.event_value end as event_percent,
  event.precision as event_precision,
  case when event_figure.included then cast(figure.obs_value - event_figure.event_value as bigint) end as value_without,
  figure.unit,
  event.label_nl,
  event.label_en,
  event.happened_nl,
  event.happened_en,
  event.publication_id,
  event.pointer,
  case
    when event_figure.included and event_figure.event_value is not null then list_append(figure.lineage, event.observation_id)
    else figure.lineage
  end as lineage
from core.event_figure as event_figure
join core.event as event using (event_id)
join figure on figure.observation_id = event_figure.observation_id
