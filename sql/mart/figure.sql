/*
grain:
  nl: "Eén cijfer dat dit rapport gebruikt, met de namen van zijn codes, zijn bron en wat ervan bekend is: de tabel om mee te beginnen."
  en: "One figure that this report uses, with the names of its codes, its source and what is known of it: the table to begin with."
columns:
  time_period: {nl: "De periode zoals SDMX haar schrijft: een jaar, halfjaar, dag, of eerste dag met een aantal jaren.", en: "The period as SDMX writes it: a year, a half-year, a day, or a first day with a number of years."}
  body: {nl: "Wie telt of, bij een opgave, wie haar publiceert (counted_by).", en: "Who counts or, of a return, who publishes it (counted_by)."}
  body_nl: {nl: "Naam daarvan in het Nederlands.", en: "Its name in Dutch."}
  body_en: {nl: "Naam daarvan in het Engels.", en: "Its name in English."}
  counted_by: {nl: "Wie telde, als de instantie alleen publiceert wat aan haar is opgegeven; anders leeg.", en: "Who counted, where the body only publishes what was reported to it; else empty."}
  series_nl: {nl: "Naam van de reeks in het Nederlands.", en: "Name of the series in Dutch."}
  series_en: {nl: "Naam van de reeks in het Engels.", en: "Name of the series in English."}
  part_of: {references: core.series, nl: "De reeks waar deze een deel van is: tel een deel nooit op bij zijn geheel.", en: "The series that this one is a part of: never add a part to its whole."}
  unit_of_count_nl: {nl: "Naam daarvan in het Nederlands.", en: "Its name in Dutch."}
  unit_of_count_en: {nl: "Naam daarvan in het Engels.", en: "Its name in English."}
  dimension_nl: {nl: "Naam van de uitsplitsing in het Nederlands.", en: "Name of the breakdown in Dutch."}
  dimension_en: {nl: "Naam van de uitsplitsing in het Engels.", en: "Name of the breakdown in English."}
  overlapping: {type: BOOLEAN, nl: "Of één geteld ding in meer categorieën kan vallen, of dat niet bekend is; tel zulke categorieën nooit op.", en: "Whether one thing counted can fall in several categories, or that is not known; never add such categories."}
  category_nl: {nl: "Naam van de categorie in het Nederlands.", en: "Name of the category in Dutch."}
  category_en: {nl: "Naam van de categorie in het Engels.", en: "Name of the category in English."}
  parent_category: {nl: "De categorie van dezelfde uitsplitsing waar deze een deel van is; leeg als zij nergens een deel van is.", en: "The category of the same breakdown that this one is a part of; empty when it is a part of none."}
  is_total: {type: BOOLEAN, nl: "Of het cijfer alles is wat de reeks telt, en geen categorie ervan.", en: "Whether the figure is all that the series counts, and no category of it."}
  additive_within: {nl: "Het geheel waar dit aantal een deel van is dat met geen ander deel ervan overlapt: tel alleen aantallen van één periode op waarbij hier hetzelfde staat. Leeg: tel het nergens bij op, ook niet als de reeks geen totaal heeft.", en: "The whole that this count is a part of which overlaps no other part of it: add only counts of one period with the same value here. Empty: add it to nothing, also where the series has no total."}
  root_topic: {references: core.topic, nl: "Het onderwerp (lgbti, antisemitism), in welke reeks of categorie het ook staat; leeg zonder onderwerp.", en: "The topic (lgbti, antisemitism), in whichever series or category it stands; empty without a topic."}
  topic: {references: core.topic, nl: "Het deel van het onderwerp waar het cijfer over gaat, of het onderwerp zelf.", en: "The part of the topic that the figure is on, or the topic itself."}
  topic_nl: {nl: "Naam daarvan in het Nederlands.", en: "Its name in Dutch."}
  topic_en: {nl: "Naam daarvan in het Engels.", en: "Its name in English."}
  figure_kind: {nl: "Wat het getal is, en in welke kolom het staat: count (count_value), share (percent_value), rate (rate_value) of change, een verandering tegenover het jaar ervoor (change_value).", en: "What the number is, and in which column it stands: count (count_value), share (percent_value), rate (rate_value) or change, a change from the year before (change_value)."}
  unit: {nl: "Eenheid van het getal: aantal, procent of per 100.000 inwoners.", en: "Unit of the number: count, per cent or per 100,000 inhabitants."}
  unit_nl: {nl: "Naam daarvan in het Nederlands.", en: "Its name in Dutch."}
  unit_en: {nl: "Naam daarvan in het Engels.", en: "Its name in English."}
  base: {nl: "Waarvan een percentage een deel is, in de woorden van de bron.", en: "What a percentage is a share of, in the words of the source."}
  interval_low: {type: DOUBLE, nl: "Ondergrens van wat toeval overlaat, in de eenheid van het getal (docs/METHOD.md, Chance); leeg waar over toeval niet te oordelen is.", en: "Lower end of what chance leaves, in the unit of the number (docs/METHOD.md, Chance); empty where chance cannot be judged."}
  interval_high: {type: DOUBLE, nl: "Bovengrens daarvan.", en: "Its upper end."}
  obs_status_nl: {nl: "Naam daarvan in het Nederlands.", en: "Its name in Dutch."}
  obs_status_en: {nl: "Naam daarvan in het Engels.", en: "Its name in English."}
  conf_status_nl: {nl: "Naam daarvan in het Nederlands; bij C staat er waarom.", en: "Its name in Dutch; for C it says why."}
  conf_status_en: {nl: "Naam daarvan in het Engels; bij C staat er waarom.", en: "Its name in English; for C it says why."}
  stretch: {type: BIGINT, nl: "Nummer van het stuk tussen reeksbreuken: vergelijk alleen jaren met hetzelfde nummer binnen een reeks en categorie.", en: "Number of the stretch between series breaks: compare only years with the same number, within a series and category."}
  after_break: {type: BOOLEAN, nl: "Of het cijfer het eerste is na een reeksbreuk, of een verandering over een breuk: vergelijk het niet met wat ervoor staat.", en: "Whether the figure is the first after a series break, or a change across one: do not compare it with what comes before."}
  break_nl: {nl: "Wat daar verandert, in het Nederlands.", en: "What changes there, in Dutch."}
  break_en: {nl: "Wat daar verandert, in het Engels.", en: "What changes there, in English."}
  holds_event: {type: BOOLEAN, nl: "Of er een bekende gebeurtenis in het cijfer zit.", en: "Whether a known event is in the figure."}
  event_ids: {type: "VARCHAR[]", nl: "De bekende gebeurtenissen in het cijfer (core.event).", en: "The known events in the figure (core.event)."}
  left_out_event_ids: {type: "VARCHAR[]", nl: "De bekende gebeurtenissen die buiten het cijfer zijn gelaten.", en: "The known events that were left out of the figure."}
  event_nl: {nl: "Welke gebeurtenissen erin zitten, in het Nederlands.", en: "Which events are in it, in Dutch."}
  event_en: {nl: "Welke gebeurtenissen erin zitten, in het Engels.", en: "Which events are in it, in English."}
  source_kind: {nl: "Wiens woord het cijfer is (core.observation_source): own, returned, official, reprint of secondary; van een berekend cijfer het verste.", en: "Whose word the figure is (core.observation_source): own, returned, official, reprint or secondary; of a computed figure the farthest."}
  source_rank: {nl: "Rang van die publicatie: primary, reprint of secondary.", en: "Rank of that publication: primary, reprint or secondary."}
  publication_id: {nl: "De publicatie waar het cijfer uit komt; van een berekend cijfer de eerste.", en: "The publication that the figure comes from; of a computed figure the first."}
  source_title: {nl: "Titel van de publicatie.", en: "Title of the publication."}
  synthetic: {nl: "Of het cijfer verzonnen is.", en: "Whether the figure is synthetic."}
  internal: {type: BOOLEAN, nl: "Of het cijfer uit een echte extractie komt en niet voor publicatie is.", en: "Whether the figure is from a real extract and not for publication."}
key: [series_id, dimension, category, unit, time_period]
wide: true
*/
with computed as (
  select * from mart.inflow_by_year where obtained = 'computed'
  union all by name
  select * from mart.inflow_article where obtained = 'computed'
  union all by name
  select * from mart.police_comparable
  union all by name
  select * from mart.rate
),

-- place is the key of a figure within this model.
figure as (
  select
    *,
    row_number() over (order by series_id, dimension, category, unit, time_period) as place
  from (
    select
      preferred.* exclude (observation_id, choice_order, source_rank),
      'given' as operation,
      [observation_id] as lineage
    from core.preferred as preferred
    union all by name
    select * from computed
  )
),

-- Whose word it is, and what is known to be in it, of all that lies under it.
under as (
  select place, unnest(lineage) as observation_id
  from figure
),

source as (
  select
    under.place,
    max_by(source.source_kind, list_position(['own', 'returned', 'official', 'reprint', 'secondary'], source.source_kind)) as source_kind,
    max_by(source.source_rank, list_position(['own', 'returned', 'official', 'reprint', 'secondary'], source.source_kind)) as source_rank
  from under
  join core.observation_source as source using (observation_id)
  group by under.place
),

event as (
  select
    under.place,
    list(distinct event.event_id order by event.event_id) filter (where event_figure.included) as event_ids,
    list(distinct event.event_id order by event.event_id) filter (where not event_figure.included) as left_out_event_ids,
    string_agg(distinct event.label_nl, '; ' order by event.label_nl) filter (where event_figure.included) as event_nl,
    string_agg(distinct event.label_en, '; ' order by event.label_en) filter (where event_figure.included) as event_en
  from under
  join core.event_figure as event_figure using (observation_id)
  join core.event as event using (event_id)
  group by under.place
),

stretch as (
  select
    figure.place,
    count(*) as breaks_before
  from figure
  join core.series_break as series_break
    on series_break.series_id = figure.series_id
    and coalesce(series_break.dimension, figure.dimension) = figure.dimension
    and coalesce(series_break.category, figure.category) = figure.category
    and series_break.time_period <= figure.time_period
  group by figure.place
),

placed as (
  select
    figure.*,
    topic_category.topic as category_topic,
    topic_series.topic as series_topic,
    case
      when figure.dimension = 'growth' then 'change'
      when figure.unit = 'count' then 'count'
      when figure.unit = 'percent' then 'share'
      else 'rate'
    end as figure_kind
  from figure
  left join core.topic_category as topic_category using (dimension, category)
  left join core.topic_series as topic_series on topic_series.series_id = figure.series_id and topic_series.whole
),

-- Chance is judged where charts judge it.
judged as (
  select
    placed.*,
    case
      when
        coalesce(unit_of_count.independent, false)
        and placed.precision = 'exact'
        and placed.obs_status <> 'P'
        and event.event_ids is null
        then placed.obs_value
    end as judged_value,
    event.event_ids,
    event.left_out_event_ids,
    event.event_nl,
    event.event_en
  from placed
  left join event using (place)
  left join core.unit_of_count as unit_of_count using (unit_of_count)
),

measured as (
  select
    *,
    case when figure_kind = 'count' then judged_value end as judged_count,
    case when figure_kind = 'rate' then round(judged_value * base_value / $per_inhabitants) end as judged_events,
    case when figure_kind = 'share' and base_value > 0 then judged_value / 100 * base_value end as judged_part,
    cast(base_value as double) as base_size
  from judged
)

select
  try_cast(figure.time_period as integer) as year,
  figure.time_period,
  figure.body,
  body.label_nl as body_nl,
  body.label_en as body_en,
  series.counted_by,
  figure.series_id,
  series.title_nl as series_nl,
  series.title_en as series_en,
  series.part_of,
  figure.population,
  figure.unit_of_count,
  unit_of_count.label_nl as unit_of_count_nl,
  unit_of_count.label_en as unit_of_count_en,
  figure.dimension,
  dimension.label_nl as dimension_nl,
  dimension.label_en as dimension_en,
  dimension.overlapping,
  figure.category,
  category.label_nl as category_nl,
  category.label_en as category_en,
  category.parent as parent_category,
  figure.dimension = 'total' and category.parent is null as is_total,
  case
    when figure.figure_kind <> 'count' or category.parent is not null then null
    when figure.dimension = 'total' then series.part_of
    when not dimension.overlapping then figure.series_id || ', ' || figure.dimension
  end as additive_within,
  topic.root_topic,
  topic.topic,
  topic.label_nl as topic_nl,
  topic.label_en as topic_en,
  figure.figure_kind,
  case when figure.figure_kind = 'count' then cast(figure.obs_value as bigint) end as count_value,
  case when figure.figure_kind = 'share' then figure.obs_value end as percent_value,
  case when figure.figure_kind = 'rate' then figure.obs_value end as rate_value,
  case when figure.figure_kind = 'change' then figure.obs_value end as change_value,
  figure.unit,
  unit.label_nl as unit_nl,
  unit.label_en as unit_en,
  observation.base,
  figure.base_value,
  coalesce(
    poisson_low(figure.judged_count, $confidence),
    poisson_low(figure.judged_events, $confidence) * $per_inhabitants / figure.base_size,
    100 * share_low(figure.judged_part, figure.base_size, $confidence)
  ) as interval_low,
  coalesce(
    poisson_high(figure.judged_count, $confidence),
    poisson_high(figure.judged_events, $confidence) * $per_inhabitants / figure.base_size,
    100 * share_high(figure.judged_part, figure.base_size, $confidence)
  ) as interval_high,
  figure.precision,
  figure.obtained,
  figure.obs_status,
  obs_status.label_nl as obs_status_nl,
  obs_status.label_en as obs_status_en,
  figure.conf_status,
  conf_status.label_nl as conf_status_nl,
  conf_status.label_en as conf_status_en,
  figure.revised,
  1 + coalesce(stretch.breaks_before, 0) as stretch,
  figure.break_id is not null as after_break,
  figure.break_id,
  series_break.short_nl as break_nl,
  series_break.short_en as break_en,
  figure.event_ids is not null as holds_event,
  coalesce(figure.event_ids, []) as event_ids,
  coalesce(figure.left_out_event_ids, []) as left_out_event_ids,
  figure.event_nl,
  figure.event_en,
  source.source_kind,
  source.source_rank,
  publication.publication_id,
  publication.title as source_title,
  publication.publisher,
  publication.url,
  observation.pointer,
  coalesce(publication.synthetic, false) as synthetic,
  coalesce(publication.internal, false) as internal,
  figure.operation,
  figure.publications,
  figure.lineage
from measured as figure
join core.series as series using (series_id)
join core.dimension as dimension on dimension.dimension = figure.dimension
left join core.code as category
  on category.codelist = 'category' and category.dimension = figure.dimension and category.code = figure.category
left join core.code as body on body.codelist = 'body' and body.code = figure.body
left join core.code as unit on unit.codelist = 'unit' and unit.code = figure.unit
left join core.code as obs_status on obs_status.codelist = 'obs_status' and obs_status.code = figure.obs_status
left join core.code as conf_status on conf_status.codelist = 'conf_status' and conf_status.code = figure.conf_status
left join stretch using (place)
left join source using (place)
left join core.unit_of_count as unit_of_count on unit_of_count.unit_of_count = figure.unit_of_count
left join core.topic as topic on topic.topic = coalesce(figure.category_topic, figure.series_topic)
left join core.series_break as series_break on series_break.break_id = figure.break_id
left join core.observation as observation on observation.observation_id = figure.lineage[1]
left join core.publication as publication on publication.publication_id = figure.publications[1]
