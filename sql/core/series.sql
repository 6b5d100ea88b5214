/*
grain: {nl: "Eén reeks: wie telt, wat, en in welke eenheid.", en: "One series: who counts, what, and in which unit."}
columns:
  series_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  body: {nl: "Wie telt of, als counted_by is gevuld, wie publiceert.", en: "Who counts or, where counted_by is given, who publishes."}
  counted_by: {nl: "Wie telde, als de instantie alleen publiceert wat aan haar is opgegeven; anders leeg.", en: "Who counted, where the body only publishes what was reported to it; else empty."}
  unit_of_count: {nl: "Wat één is: een feit, een zaak, een melding.", en: "What one is: an offence, a case, a report."}
  part_of: {references: core.series, nl: "De reeks waarvan dit een niet-overlappend deel is. Alleen zulke delen mogen worden opgeteld.", en: "The series this is a disjoint part of. Only such parts may be added."}
  title_nl: {nl: "Naam in het Nederlands.", en: "Name in Dutch."}
  title_en: {nl: "Naam in het Engels.", en: "Name in English."}
  counts_nl: {nl: "Wat de reeks telt, in het Nederlands.", en: "What the series counts, in Dutch."}
  counts_en: {nl: "Wat de reeks telt, in het Engels.", en: "What the series counts, in English."}
  first_period: {nl: "Eerste jaar met een totaal; heeft de reeks geen totaal, het eerste jaar met een cijfer.", en: "First year with a total; for a series without totals the first year with a figure."}
  last_period: {nl: "Laatste jaar met een totaal, of anders met een cijfer.", en: "Last year with a total, or else with a figure."}
  publication_id: {nl: "Waar de omschrijving is gelezen.", en: "Where the definition was read."}
key: [series_id]
*/
with dated as (
  select series_id, dimension, time_period from raw.observation where obs_status <> 'V'
  union all
  select series_id, 'total' as dimension, time_period from raw.population
  union all
  select series_id, dimension, time_period from raw.extract_observation where obs_status not in ('L', 'M')
),

periods as (
  select
    series_id,
    coalesce(min(time_period) filter (where dimension = 'total'), min(time_period)) as first_period,
    coalesce(max(time_period) filter (where dimension = 'total'), max(time_period)) as last_period
  from dated
  where regexp_full_match(time_period, '\d{4}')
  group by series_id
)

select
  series.series_id,
  series.body,
  series.counted_by,
  series.population,
  series.unit_of_count,
  series.part_of,
  series.title_nl,
  series.title_en,
  series.counts_nl,
  series.counts_en,
  periods.first_period,
  periods.last_period,
  series.publication_id
from raw.series as series
left join periods using (series_id)
