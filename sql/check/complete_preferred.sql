/*
severity: error
must_not:
  nl: "Een bruikbaar cijfer uit data/ waarvoor geen of twee gekozen cijfers zijn."
  en: "A usable figure of data/ for which there is no chosen figure, or two."
do:
  nl: "Herstel sql/core/preferred.sql: voor elke reeks, categorie, eenheid en periode is er precies één."
  en: "Correct sql/core/preferred.sql: there is exactly one for each series, category, unit and period."
*/
with usable as (
  select distinct series_id, dimension, category, unit, time_period
  from raw.observation
  where time_period is not null and obs_status <> 'U'
  union
  select series_id, 'total', 'total', 'count', time_period
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
