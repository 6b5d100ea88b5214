/*
severity: error
must_not:
  nl: "Een bruikbaar cijfer uit data/ waarvoor geen of twee gekozen cijfers zijn, of met een publicatie die het niet geeft."
  en: "A usable figure of data/ for which there is no chosen figure, or two, or with a publication that does not give it."
do:
  nl: "Herstel sql/core/preferred.sql: voor elke reeks, categorie, eenheid en periode is er precies één."
  en: "Correct sql/core/preferred.sql: there is exactly one for each series, category, unit and period."
*/
with usable as (
  select distinct series_id, dimension, category, unit, time_period
  from raw.observation
  where time_period is not null and obs_status <> 'V'
  union
  select series_id, 'total', 'total', 'count', time_period
  from raw.population
),

named as (
  select series_id, dimension, category, unit, time_period, obs_value, unnest(publications) as publication_id
  from core.preferred
  where not starts_with(series_id, 'extract_')
),

given as (
  select series_id, dimension, category, unit, time_period, cast(obs_value as double) as obs_value, publication_id
  from raw.observation
  union
  select series_id, 'total', 'total', 'count', time_period, cast(population as double), publication_id
  from raw.population
)

select
  usable.series_id,
  usable.dimension,
  usable.category,
  usable.unit,
  usable.time_period,
  count(preferred.observation_id) as chosen
from usable
left join core.preferred as preferred using (series_id, dimension, category, unit, time_period)
group by usable.series_id, usable.dimension, usable.category, usable.unit, usable.time_period
having count(preferred.observation_id) <> 1
union all
select
  named.series_id,
  named.dimension,
  named.category,
  named.unit,
  named.time_period,
  null
from named
anti join given using (series_id, dimension, category, unit, time_period, obs_value, publication_id)
