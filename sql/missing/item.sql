-- What a year ($1) still needs: figures that the year before had, breaks that are
-- announced and have no figure after them, a letter, and what the last letter needs.
with chosen as (
  select cast($1 as integer) as year
),

-- One figure per year of a category; counted in an extract is not published.
figure as (
  select
    observation.series_id,
    observation.dimension,
    observation.category,
    observation.unit,
    cast(observation.time_period as integer) as year,
    observation.publication_id
  from core.observation as observation
  where
    observation.obtained <> 'counted'
    and observation.obs_status <> 'V'
    and regexp_full_match(observation.time_period, '\d{4}')
),

before as (
  select
    figure.series_id,
    figure.dimension,
    figure.category,
    figure.unit,
    list(distinct figure.publication_id order by figure.publication_id) as publications
  from figure
  cross join chosen
  where figure.year = chosen.year - 1
  group by figure.series_id, figure.dimension, figure.category, figure.unit
),

wanted as (
  select
    before.*,
    exists (
      select 1
      from figure
      cross join chosen
      where
        figure.year = chosen.year
        and figure.series_id = before.series_id
        and figure.dimension = before.dimension
        and figure.category = before.category
        and figure.unit = before.unit
    ) as found
  from before
),

grouped as (
  select
    series_id,
    dimension,
    unit,
    count(*) filter (where not found) as missing,
    count(*) as had,
    list_sort(list_distinct(flatten(list(publications) filter (where not found)))) as publications,
    list(category order by category) filter (where not found) as categories
  from wanted
  group by series_id, dimension, unit
  having count(*) filter (where not found) > 0
),

figures as (
  select
    case when grouped.series_id in (select series_id from raw.population) then 'population' else 'figure' end as kind,
    series.body,
    series.title_nl as subject_nl,
    series.title_en as subject_en,
    concat_ws(', ', dimension.label_nl, case when grouped.unit <> 'count' then unit.label_nl end) as breakdown_nl,
    concat_ws(', ', dimension.label_en, case when grouped.unit <> 'count' then unit.label_en end) as breakdown_en,
    grouped.missing,
    grouped.had,
    grouped.publications,
    grouped.series_id,
    grouped.dimension,
    grouped.unit,
    grouped.categories
  from grouped
  join core.series as series using (series_id)
  left join core.code as dimension on dimension.codelist = 'dimension' and dimension.code = grouped.dimension
  left join core.code as unit on unit.codelist = 'unit' and unit.code = grouped.unit
),

breaks as (
  select
    'break' as kind,
    series.body,
    series.title_nl as subject_nl,
    series.title_en as subject_en,
    concat_ws(', ', dimension.label_nl, series_break.time_period) as breakdown_nl,
    concat_ws(', ', dimension.label_en, series_break.time_period) as breakdown_en,
    1 as missing,
    1 as had,
    list_filter([series_break.publication_id], lambda id: id is not null) as publications,
    series_break.series_id,
    series_break.dimension,
    null as unit,
    list_filter([series_break.category], lambda id: id is not null) as categories
  from core.series_break as series_break
  cross join chosen
  join core.series as series using (series_id)
  left join core.code as dimension on dimension.codelist = 'dimension' and dimension.code = series_break.dimension
  where
    cast(left(series_break.time_period, 4) as integer) <= chosen.year
    and not exists (
      select 1
      from figure
      where
        figure.series_id = series_break.series_id
        and figure.dimension = coalesce(series_break.dimension, figure.dimension)
        and figure.category = coalesce(series_break.category, figure.category)
        and figure.year >= cast(left(series_break.time_period, 4) as integer)
    )
),

last_letter as (
  select letter_id, letter_date
  from core.measure_status
  qualify row_number() over (order by letter_date desc, letter_id desc) = 1
),

letters as (
  select
    'letter' as kind,
    null as body,
    last_letter.letter_date as subject_nl,
    last_letter.letter_date as subject_en,
    null as breakdown_nl,
    null as breakdown_en,
    1 as missing,
    1 as had,
    [last_letter.letter_id] as publications,
    null as series_id,
    null as dimension,
    null as unit,
    cast([] as varchar[]) as categories
  from last_letter
  cross join chosen
  where cast(left(last_letter.letter_date, 4) as integer) < chosen.year
),

sentences as (
  select
    'sentence' as kind,
    null as body,
    last_letter.letter_date as subject_nl,
    last_letter.letter_date as subject_en,
    null as breakdown_nl,
    null as breakdown_en,
    count(*) filter (where sentence.measure_id is null) as missing,
    count(*) as had,
    [last_letter.letter_id] as publications,
    null as series_id,
    null as dimension,
    null as unit,
    list(measure.measure_id order by measure.measure_number, measure.measure_id) filter (where sentence.measure_id is null) as categories
  from core.measure_status as measure
  join last_letter using (letter_id)
  left join raw.measure_sentence as sentence
    on sentence.publication_id = measure.letter_id and sentence.measure_id = measure.measure_id
  group by last_letter.letter_date, last_letter.letter_id
  having count(*) filter (where sentence.measure_id is null) > 0
),

themes as (
  select
    'theme' as kind,
    null as body,
    theme.label_nl as subject_nl,
    theme.label_en as subject_en,
    null as breakdown_nl,
    null as breakdown_en,
    1 as missing,
    1 as had,
    [last_letter.letter_id] as publications,
    null as series_id,
    null as dimension,
    null as unit,
    [measure_theme.measure_id] as categories
  from raw.measure_theme as measure_theme
  cross join last_letter
  join core.code as theme on theme.codelist = 'theme' and theme.code = measure_theme.theme
  where not exists (
    select 1
    from core.measure_status as measure
    where measure.letter_id = last_letter.letter_id and measure.measure_id = measure_theme.measure_id
  )
),

item as (
  select * from figures
  union all
  select * from breaks
  union all
  select * from letters
  union all
  select * from sentences
  union all
  select * from themes
)

select
  item.kind,
  item.body,
  body.label_nl as body_nl,
  body.label_en as body_en,
  item.subject_nl,
  item.subject_en,
  item.breakdown_nl,
  item.breakdown_en,
  item.missing,
  item.had,
  item.publications,
  item.series_id,
  item.dimension,
  item.unit,
  item.categories
from item
left join core.code as body on body.codelist = 'body' and body.code = item.body
order by
  list_position(['figure', 'population', 'break', 'letter', 'sentence', 'theme'], item.kind),
  -- The OM first: its year is what the report is about.
  item.body is distinct from 'OM',
  item.body,
  item.series_id,
  item.dimension is distinct from 'total',
  item.dimension,
  item.unit,
  item.subject_en
