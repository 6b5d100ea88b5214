-- The population of a year is ten times what its source says.
select
  observation_id as mutant,
  format('update raw.population set population = population * 10 where observation_id = ''{}''', observation_id) as change
from raw.population
order by observation_id
