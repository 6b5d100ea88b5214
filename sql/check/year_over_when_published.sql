/*
severity: error
must_not:
  nl: "Een getoond cijfer over een heel jaar in een publicatie van voor het einde van dat jaar, dat geen latere publicatie bevestigt."
  en: "A shown figure of a whole year in a publication of before the end of that year, that no later publication confirms."
do:
  nl: "Verbeter time_period in data/figures/observations.csv of published in data/figures/publications.csv; een deel van een jaar is geen jaar."
  en: "Correct time_period in data/figures/observations.csv or published in data/figures/publications.csv; a part of a year is not a year."
*/
with figure as (
  select
    observation.*,
    publication.published
  from raw.observation as observation
  join raw.publication as publication using (publication_id)
  where regexp_full_match(observation.time_period, '\d{4}') and observation.obs_status not in ('V', 'P')
)

select
  early.observation_id,
  early.time_period,
  early.published,
  early.source_file,
  early.source_line
from figure as early
semi join meta.lineage as shown using (observation_id)
where
  early.published[:4] <= early.time_period
  and not exists (
    select 1
    from figure as later
    where
      later.series_id = early.series_id
      and later.dimension = early.dimension
      and later.category = early.category
      and later.unit = early.unit
      and later.time_period = early.time_period
      and later.obs_value = early.obs_value
      and later.published[:4] > early.time_period
  )
