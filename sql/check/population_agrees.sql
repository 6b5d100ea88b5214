/*
severity: error
must_not:
  nl: "Een bevolking die niet past tussen de jaren ernaast of bij een andere bron van hetzelfde jaar."
  en: "A population that does not fit between the years beside it, or another source of the same year."
do:
  nl: "Vergelijk het aantal met zijn publicatie in data/figures/population.csv."
  en: "Compare the number with its publication in data/figures/population.csv."
*/
with person as (
  select
    preferred.series_id,
    cast(preferred.time_period as integer) as year,
    preferred.obs_value
  from core.preferred as preferred
  where preferred.unit_of_count = 'person' and regexp_full_match(preferred.time_period, '\d{4}')
)

select
  one.series_id,
  one.year,
  one.obs_value,
  other.series_id as other_series,
  other.year as other_year,
  other.obs_value as other_value
from person as one
join person as other
  on (other.series_id = one.series_id and other.year = one.year - 1)
  or (other.series_id > one.series_id and other.year = one.year)
where
  abs(one.obs_value - other.obs_value)
  > other.obs_value * case when other.series_id = one.series_id then $year_change else $source_difference end
