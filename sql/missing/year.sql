-- The year that is next: the one after the last year of which the total of the OM is known.
select max(cast(time_period as integer)) + 1 as year
from mart.inflow_by_year
where population = 'total' and obs_value is not null and regexp_full_match(time_period, '\d{4}')
