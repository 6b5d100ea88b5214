/*
grain: {nl: "Eén cijfer uit de extractie zoals het naar buiten gaat.", en: "One figure of the extract as it leaves."}
columns:
  observation_id: {nl: "Vaste sleutel: extractie, reeks en plaats.", en: "Permanent id: extract, series and place."}
  publication_id: {nl: "De extractie.", en: "The extract."}
  series_id: {nl: "De reeks.", en: "The series."}
  dimension: {nl: "Waarnaar is uitgesplitst.", en: "What it is broken down by."}
  category: {nl: "De categorie daarbinnen.", en: "The category within it."}
  time_period: {nl: "Jaar.", en: "Year."}
  obs_value: {nl: "Het aantal; leeg als het niet naar buiten mag.", en: "The count; empty when it may not leave or could not be counted."}
  obs_status:
    nl: "A; P als het jaar op de dag van de extractie niet om was; Q als het aantal niet naar buiten mag; M als het in dat jaar niet kon worden geteld; L als niet is geleverd waar het op rust."
    en: "A; P when the year was not over on the day of the extract; Q when the count may not leave; M when it could not be counted in that year; L when what it rests on was not delivered."
  conf_status: {nl: "C als het aantal niet naar buiten mag, anders F; of een aantal klein is of zo'n aantal zou verraden, is er niet aan te zien.", en: "C when the count may not leave, otherwise F; it does not tell whether a count is small or would give such a count away."}
order: [series_id, dimension, category, time_period]
*/
with rule_size as (
  select
    rule_id,
    count(distinct article) as articles,
    bool_or(circumstance <> 'any') as is_part
  from raw.classification_rule
  group by rule_id
),

-- Figures of one year of which each, by size, is a part of the one above it, so that the
-- difference of any two counts offences: prosecuted less summoned is penal orders.
nested as (
  select
    unnest(['cohort', 'cohort', 'cohort', 'cohort', 'cohort', 'cohort', 'class', 'class', 'verdict', 'verdict']) as chain,
    unnest([
      'extract_total_offence', 'extract_total_offence', 'extract_total_offence', 'extract_total_offence', 'extract_total_offence',
      'extract_total_offence', 'extract_total_offence', 'extract_hate_crime_offence', 'extract_judged_offence', 'extract_sentenced_hate_crime'
    ]) as series_id,
    unnest(['total', 'stage', 'stage', 'stage', 'stage', 'stage', 'total', 'total', 'verdict', 'total']) as dimension,
    unnest(['total', 'disposed', 'prosecuted', 'summoned', 'verdict', 'convicted', 'total', 'total', 'conviction', 'total']) as category
),

-- The part of another figure that leaves and is only a small count more.
just_below as (
  select
    series_id,
    dimension,
    category,
    time_period
  from (
    select
      figure.series_id,
      figure.dimension,
      figure.category,
      figure.time_period,
      count(*) filter (where figure.obs_value >= $least_cell) over (
        partition by nested.chain, figure.time_period
        order by figure.obs_value
        range between 1 following and $least_cell - 1 following
      ) as just_above
    from nested
    join extract.figure as figure using (series_id, dimension, category)
    where figure.obs_value is not null
  )
  where just_above > 0
  group by series_id, dimension, category, time_period
),

-- It would follow from its own breakdowns, so they withhold cells too.
broken_down as (
  select
    series_id,
    time_period
  from just_below
  where dimension = 'total'
),

first_pass as (
  select
    figure.*,
    coalesce(figure.obs_value between 1 and $least_cell - 1, false) as small,
    just_below.series_id is not null as is_just_below,
    broken_down.series_id is not null and figure.dimension <> 'total' as sum_withheld,
    -- What adds up to something that is told: the cells of a breakdown, and the
    -- parts of a whole. Verdicts after a summons and others are the rows of a table,
    -- of which the number is told.
    case
      when figure.category = 'verdict' and figure.dimension = 'stage' or figure.dimension = 'verdict_without_summons' then 'verdicts of a cohort'
      when figure.dimension = 'total' and series.part_of is not null then series.part_of || ', parts'
      else figure.series_id || ', ' || figure.dimension
    end as breakdown
  from extract.figure as figure
  left join raw.series as series using (series_id)
  left join just_below using (series_id, dimension, category, time_period)
  left join broken_down using (series_id, time_period)
  -- When each rule is one article, the breakdown by rule is that by article again; of
  -- two copies one would give away what the other withholds.
  where figure.dimension <> 'classification_rule'
  or exists (select 1 from rule_size where articles > 1 or is_part)
),

-- One cell alone that is withheld follows from the total and the others, and of some
-- with a small sum little is left to guess. So the smallest of the others are withheld
-- too, until there are two and their sum is at least the least cell for each. Offences
-- with a rejected ground come last: mart.extract_reject tells how many rows were.
ranked as (
  select
    first_pass.*,
    count(*) filter (where small) over cells as small_cells,
    count(*) filter (where obs_value > 0) over cells as counted_cells,
    coalesce(sum(obs_value) over cells, 0) as sum_cells,
    count(*) over before as cells_before,
    coalesce(sum(obs_value) over before, 0) as sum_before
  from first_pass
  window
    cells as (partition by breakdown, time_period),
    before as (
      partition by breakdown, time_period
      order by not small, coalesce(obs_value, 0) = 0, category = 'rejected', obs_value, series_id, category
      rows between unbounded preceding and 1 preceding
    )
),

-- Where all cells together are too few for that, as at the start of a year, the zeros
-- would say of the few what they are; so they are withheld as well.
settled as (
  select
    *,
    small
    or is_just_below
    or (small_cells > 0 or sum_withheld)
    and (
      coalesce(obs_value, 0) > 0
      and (cells_before < 2 or sum_before < $least_cell * cells_before)
      or obs_value = 0
      and not is_missing
      and (counted_cells < 2 or sum_cells < $least_cell * counted_cells)
    ) as withheld
  from ranked
)

select
  info.publication_id || '.' || settled.series_id || '.' || settled.dimension || '.' || settled.category || '.' || settled.time_period as observation_id,
  info.publication_id,
  settled.series_id,
  settled.dimension,
  settled.category,
  settled.time_period,
  case when not settled.withheld then settled.obs_value end as obs_value,
  case
    when settled.withheld then 'Q'
    when settled.is_missing then 'L'
    when settled.obs_value is null then 'M'
    when settled.is_part then 'P'
    else 'A'
  end as obs_status,
  case when settled.withheld then 'C' else 'F' end as conf_status
from settled
cross join raw.extract_info as info
