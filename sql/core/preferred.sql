/*
grain:
  nl: "Eén cijfer per reeks, categorie, eenheid en periode: het cijfer dat dit rapport gebruikt."
  en: "One figure per series, category, unit and period: the figure this report uses."
columns:
  observation_id: {nl: "De gekozen waarneming.", en: "The observation chosen."}
  series_id: {nl: "De reeks.", en: "The series."}
  body: {nl: "Wie telt of, bij een opgave, wie haar publiceert (core.series, counted_by).", en: "Who counts or, of a return, who publishes it (core.series, counted_by)."}
  time_period: {nl: "Periode (SDMX).", en: "Period (SDMX)."}
  obs_value: {nl: "Het cijfer.", en: "The figure."}
  unit: {nl: "Aantal of procent.", en: "Count or per cent."}
  base_value: {nl: "Grootte van de basis van een percentage, als die bekend is.", en: "Size of the base of a percentage, when known."}
  obs_status: {nl: "Status volgens SDMX (CL_OBS_STATUS); B bij de eerste waarde na een reeksbreuk.", en: "Status as SDMX has it (CL_OBS_STATUS); B on the first value after a series break."}
  obtained: {nl: "Gedrukt, volgend uit de tekst van de publicatie, of geteld in de extractie.", en: "Printed, following from the text of the publication, or counted in the extract."}
  choice_order: {type: INTEGER, nl: "Waar het cijfer stond: 1 gedrukt in een primaire publicatie, 2 gedrukt in een overgenomen of vertaald persbericht van de instantie, 3 gedrukt in een secundaire publicatie, 4 volgend uit de tekst of geteld. Een exact gedrukt cijfer gaat voor een afgerond of een ondergrens, wat ook hier staat; bij gelijke plaats gaat de nieuwste publicatie voor.", en: "Where the figure stood: 1 printed in a primary publication, 2 printed in a press release of the body that another took over or translated, 3 printed in a secondary publication, 4 following from the text or counted. An exact printed figure goes before a rounded one or a lower bound, whatever stands here; in equal places the newest publication goes first."}
  source_rank: {nl: "Rang van de publicatie van het cijfer: primary, reprint of secondary (core.publication, rank).", en: "Rank of the publication of the figure: primary, reprint or secondary (core.publication, rank)."}
  publications: {nl: "De publicatie van het cijfer, en daarna de andere met dezelfde waarde.", en: "The publication of the figure, then the others with the same value."}
key: [series_id, dimension, category, unit, time_period]
*/
with usable as (
  select
    observation.*,
    publication.published,
    publication.rank as source_rank,
    case
      when observation.obtained <> 'printed' then 4
      when publication.rank = 'primary' then 1
      when publication.rank = 'reprint' then 2
      else 3
    end as choice_order
  from core.observation as observation
  join core.publication as publication using (publication_id)
  where observation.time_period is not null and observation.obs_status <> 'V'
),

chosen as (
  select *
  from usable
  qualify row_number() over (
    partition by series_id, dimension, category, unit, time_period
    order by obtained <> 'printed', precision <> 'exact', choice_order, published desc nulls last, observation_id
  ) = 1
),

agreeing as (
  select
    chosen.observation_id,
    list(usable.publication_id order by usable.choice_order, usable.published desc nulls last, usable.observation_id) as others
  from chosen
  join usable
    on usable.series_id = chosen.series_id
    and usable.dimension = chosen.dimension
    and usable.category = chosen.category
    and usable.unit = chosen.unit
    and usable.time_period = chosen.time_period
    and usable.obs_value = chosen.obs_value
    and usable.publication_id <> chosen.publication_id
  group by chosen.observation_id
),

first_after_break as (
  select
    chosen.series_id,
    chosen.dimension,
    chosen.category,
    chosen.unit,
    series_break.break_id,
    series_break.time_period as break_period,
    min(chosen.time_period) filter (where chosen.time_period >= series_break.time_period) as time_period
  from chosen
  join core.series_break as series_break
    on series_break.series_id = chosen.series_id
    and coalesce(series_break.dimension, chosen.dimension) = chosen.dimension
    and (series_break.category is null or series_break.category = chosen.category)
  where regexp_full_match(chosen.time_period, '\d{4}') and not contains(chosen.dimension, 'growth')
  group by chosen.series_id, chosen.dimension, chosen.category, chosen.unit, series_break.break_id, series_break.time_period
  having min(chosen.time_period) < series_break.time_period
),

-- A change is against the year before: it crosses a break between those two years, and
-- no other.
change_across_break as (
  select
    chosen.series_id,
    chosen.dimension,
    chosen.category,
    chosen.unit,
    series_break.break_id,
    series_break.time_period as break_period,
    chosen.time_period
  from chosen
  join core.series_break as series_break
    on series_break.series_id = chosen.series_id
    and series_break.dimension is null
    and series_break.time_period = chosen.time_period
  where regexp_full_match(chosen.time_period, '\d{4}') and contains(chosen.dimension, 'growth')
),

-- A revision that nobody explained may be an error of who copied the figure: it is a
-- difference, and no word of the body. The chosen figure is the later of the two, as a rule.
revised as (
  select distinct unnest(side.lineage) as observation_id
  from core.difference_side as side
  join core.difference as difference using (difference_id)
  where difference.kind = 'revision' and difference.reason <> 'unexplained'
),

breaks as (
  select
    series_id,
    dimension,
    category,
    unit,
    time_period,
    max_by(break_id, break_period) as break_id
  from (
    from first_after_break
    union all by name
    from change_across_break
  )
  group by series_id, dimension, category, unit, time_period
)

select
  chosen.observation_id,
  chosen.series_id,
  chosen.body,
  chosen.population,
  chosen.unit_of_count,
  chosen.dimension,
  chosen.category,
  chosen.time_period,
  try_cast(chosen.time_period as integer) as year,
  chosen.obs_value,
  chosen.unit,
  chosen.base_value,
  case when breaks.break_id is not null and chosen.obs_status = 'A' then 'B' else chosen.obs_status end as obs_status,
  chosen.conf_status,
  chosen.revised or revised.observation_id is not null as revised,
  chosen.obtained,
  chosen.precision,
  breaks.break_id,
  chosen.choice_order,
  chosen.source_rank,
  list_prepend(chosen.publication_id, coalesce(agreeing.others, [])) as publications
from chosen
left join agreeing using (observation_id)
left join revised using (observation_id)
left join breaks using (series_id, dimension, category, unit, time_period)
