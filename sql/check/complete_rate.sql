/*
severity: error
must_not:
  nl: "Een cijfer per 100.000 dat niet door de bevolking van data/ op 1 januari van dat jaar deelt, of door die van verschillende reeksen."
  en: "A rate that does not divide by the population of data/ on 1 January of that year, or by those of different series."
do:
  nl: "Herstel sql/mart/rate.sql: één reeks van inwoners, die elk jaar met een cijfer heeft."
  en: "Correct sql/mart/rate.sql: one series of inhabitants, which has each year with a figure."
*/
with divided as (
  select
    rate.series_id,
    rate.time_period,
    rate.obs_value,
    counted.obs_value as counted_value,
    population.population,
    population.reference_date,
    population.series_id as population_series
  from mart.rate as rate
  left join raw.observation as counted on counted.observation_id = rate.lineage[1]
  left join raw.population as population
    on population.observation_id = rate.lineage[2] and population.time_period = rate.time_period
),

series_used as (
  select count(distinct population_series) as population_series
  from divided
)

select
  divided.series_id,
  divided.time_period,
  divided.obs_value,
  divided.counted_value,
  divided.population
from divided
cross join series_used
where
  (divided.population is null and divided.time_period in (select time_period from raw.population where month(reference_date) = 1))
  or month(divided.reference_date) <> 1
  or series_used.population_series > 1
  or abs(divided.obs_value * divided.population / $per_inhabitants - divided.counted_value) > 1e-6
