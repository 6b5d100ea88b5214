/*
severity: error
must_not:
  nl: "Twee waarden voor hetzelfde cijfer zonder rij voor dat paar in het register van verschillen."
  en: "Two values for the same figure without a row for that pair in the register of differences."
do:
  nl: "Voeg de rij toe aan data/figures/differences.csv, met het soort verschil en de reden."
  en: "Add the row to data/figures/differences.csv, with its kind and reason."
*/
with pair as (
  select
    one.series_id,
    one.time_period,
    one.dimension,
    one.category,
    one.unit,
    one.obs_value as value_a,
    two.obs_value as value_b,
    one.observation_id as observation_a,
    two.observation_id as observation_b,
    one.publication_id as publication_a,
    two.publication_id as publication_b,
    one.source_line as line_a,
    two.source_line as line_b,
    parse_filename(one.source_file) as file
  from core.observation as one
  join core.observation as two
    on two.series_id = one.series_id
    and two.dimension = one.dimension
    and two.category = one.category
    and two.unit = one.unit
    and two.time_period is not distinct from one.time_period
    and two.obs_value > one.obs_value
),

declared as (
  select
    one.lineage[1] as observation_a,
    two.lineage[1] as observation_b
  from core.difference_side as one
  join core.difference_side as two on two.difference_id = one.difference_id and two.side <> one.side
  where len(one.lineage) = 1 and len(two.lineage) = 1
),

undeclared as (
  select
    pair.series_id,
    pair.time_period,
    pair.dimension,
    pair.category,
    pair.unit,
    pair.value_a,
    pair.value_b,
    string_agg(distinct pair.observation_a, ' ' order by pair.observation_a) as observations_a,
    string_agg(distinct pair.observation_b, ' ' order by pair.observation_b) as observations_b,
    string_agg(distinct pair.publication_a, ' / ' order by pair.publication_a) as publications_a,
    string_agg(distinct pair.publication_b, ' / ' order by pair.publication_b) as publications_b,
    string_agg(distinct pair.line_a, ' ' order by pair.line_a) as line_a,
    string_agg(distinct pair.line_b, ' ' order by pair.line_b) as line_b,
    min(pair.file) as file,
    bool_or(pair.publication_a = pair.publication_b) as one_publication,
    bool_or(publication_a.publisher = publication_b.publisher) as one_publisher
  from pair
  join core.publication as publication_a on publication_a.publication_id = pair.publication_a
  join core.publication as publication_b on publication_b.publication_id = pair.publication_b
  where not exists (
    select 1
    from declared
    where declared.observation_a = pair.observation_a and declared.observation_b = pair.observation_b
  )
  group by
    pair.series_id,
    pair.time_period,
    pair.dimension,
    pair.category,
    pair.unit,
    pair.value_a,
    pair.value_b
),

last_row as (
  select coalesce(max(try_cast(split_part(difference_id, '.', 2) as integer)), 0) as number
  from core.difference
),

numbered as (
  select
    undeclared.*,
    last_row.number + row_number() over (
      order by undeclared.series_id, undeclared.time_period, undeclared.dimension, undeclared.category, undeclared.unit, undeclared.value_a, undeclared.value_b
    ) as number
  from undeclared
  cross join last_row
)

select
  numbered.value_a,
  numbered.line_a,
  numbered.value_b,
  numbered.line_b,
  numbered.file,
  concat_ws(', ', numbered.series_id, numbered.time_period, nullif(numbered.dimension, 'total'), nullif(numbered.category, 'total'), nullif(numbered.unit, 'count')) as figure,
  concat_ws(
    ',',
    printf('difference.%02d', numbered.number),
    coalesce(numbered.time_period, ''),
    '"' || replace(concat_ws(', ', series.title_nl, nullif(numbered.category, 'total')), '"', '""') || '"',
    '"' || replace(concat_ws(', ', series.title_en, nullif(numbered.category, 'total')), '"', '""') || '"',
    case
      when numbered.one_publication then 'within_publication'
      when numbered.one_publisher then 'revision'
      else 'other_source'
    end,
    'unexplained',
    numbered.observations_a,
    printf('%.12g', numbered.value_a),
    numbered.observations_b,
    printf('%.12g', numbered.value_b),
    printf('%.12g', numbered.value_a),
    numbered.publications_a,
    printf('%.12g', numbered.value_b),
    numbered.publications_b,
    'Niet toegelicht.',
    'Not explained.'
  ) as row_to_add
from numbered
join core.series as series using (series_id)
