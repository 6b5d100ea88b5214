/*
severity: error
must_not:
  nl: "Een rij uit data/ die in core ontbreekt of er iets anders zegt."
  en: "A row of data/ that is missing in core or says something else there."
do:
  nl: "Herstel het model in sql/core/: het geeft door wat in de bestanden staat."
  en: "Correct the model in sql/core/: it passes on what stands in the files."
*/
with figure as (
  select
    'core.observation' as model,
    observation.observation_id as id,
    observation.publication_id || '|' || observation.series_id || '|' || series.body || '|' || series.unit_of_count || '|'
      || observation.dimension || '|' || observation.category || '|' || coalesce(observation.time_period, '') || '|'
      || cast(cast(observation.obs_value as double) as varchar) || '|' || observation.unit || '|'
      || coalesce(cast(observation.base_value as varchar), '') || '|' || observation.obs_status || '|'
      || observation.revised || '|' || observation.obtained || '|' || observation.precision as row_text
  from raw.observation as observation
  join raw.series as series using (series_id)
  union all
  select
    'core.observation',
    population.observation_id,
    population.publication_id || '|' || population.series_id || '|' || series.body || '|' || series.unit_of_count || '|total|total|'
      || population.time_period || '|' || cast(cast(population.population as double) as varchar) || '|count||A|false|'
      || population.obtained || '|' || population.precision
  from raw.population as population
  join raw.series as series using (series_id)
),

file as (
  select * from figure
  union all
  select
    'core.series_break',
    break_id,
    series_id || '|' || coalesce(dimension, '') || '|' || time_period || '|' || kind
  from raw.series_break
  union all
  select
    'core.series',
    series_id,
    body || '|' || population || '|' || unit_of_count || '|' || coalesce(part_of, '')
  from raw.series
  union all
  select
    'core.publication',
    publication_id,
    rank || '|' || coalesce(published, '')
  from raw.publication
  union all
  select
    'core.measure_status',
    letter_id || '/' || measure_id,
    status || '|' || status_text || '|' || cast(letter_date as varchar)
  from raw.letter_measure
  union all
  select
    'core.measure_status',
    by_hand.letter_id || '/' || by_hand.measure_id,
    by_hand.status || '|' || by_hand.status_text || '|' || letter.letter_date
  from raw.measure_status_by_hand as by_hand
  left join core.letter as letter using (letter_id)
),

core as (
  select
    'core.observation' as model,
    observation_id as id,
    publication_id || '|' || series_id || '|' || body || '|' || unit_of_count || '|' || dimension || '|' || category || '|'
      || coalesce(time_period, '') || '|' || cast(obs_value as varchar) || '|' || unit || '|'
      || coalesce(cast(base_value as varchar), '') || '|' || obs_status || '|' || revised || '|' || obtained || '|' || precision as row_text
  from core.observation
  where not starts_with(series_id, 'extract_')
  union all
  select
    'core.series_break',
    break_id,
    series_id || '|' || coalesce(dimension, '') || '|' || time_period || '|' || kind
  from core.series_break
  union all
  select
    'core.series',
    series_id,
    body || '|' || population || '|' || unit_of_count || '|' || coalesce(part_of, '')
  from core.series
  union all
  select
    'core.publication',
    publication_id,
    rank || '|' || coalesce(published, '')
  from core.publication
  where publication_id not in (select publication_id from raw.extract_publication)
  union all
  select
    'core.measure_status',
    measure_status_id,
    status || '|' || status_text || '|' || cast(letter_date as varchar)
  from core.measure_status
)

select
  coalesce(file.model, core.model) as model,
  coalesce(file.id, core.id) as id,
  file.row_text as in_file,
  core.row_text as in_model
from file
full join core on core.model = file.model and core.id = file.id
where file.row_text is distinct from core.row_text
