/*
severity: error
must_not:
  nl: "Een jaar waarvan alle delen een cijfer hebben en het geheel niet."
  en: "A year of which all parts have a figure and the whole has none."
do:
  nl: "Zet het totaal van dat jaar in data/figures/observations.csv, zoals een publicatie het geeft, of als implied met de twee delen."
  en: "Put the total of that year in data/figures/observations.csv, as a publication gives it, or as implied with the two parts."
*/
with part as (
  select
    series.part_of as series_id,
    preferred.time_period,
    count(*) as parts,
    sum(preferred.obs_value) as obs_value
  from core.preferred as preferred
  join core.series as series using (series_id)
  where series.part_of is not null and preferred.dimension = 'total' and preferred.unit = 'count' and not starts_with(series_id, 'extract_')
  group by series.part_of, preferred.time_period
),

needed as (
  select part_of as series_id, count(*) as parts
  from core.series
  where part_of is not null
  group by part_of
)

select
  part.series_id,
  part.time_period,
  part.obs_value as sum_of_parts
from part
join needed using (series_id, parts)
anti join (
  select series_id, time_period from core.preferred where dimension = 'total' and unit = 'count'
) as whole using (series_id, time_period)
semi join core.preferred as some_year using (series_id)
