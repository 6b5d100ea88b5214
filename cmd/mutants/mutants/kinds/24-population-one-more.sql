-- The population of a year is one more than its source says.
select
  observation_id as mutant,
  format('update raw.population set population = population + 1 where observation_id = ''{}''', observation_id) as change
from raw.population
order by observation_id
