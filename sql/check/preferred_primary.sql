/*
severity: error
must_not:
  nl: "Een gekozen cijfer uit een secundaire of afgeleide bron terwijl een betere bestaat die even exact is."
  en: "A chosen figure from a secondary or derived source while a better one exists that is as exact."
do:
  nl: "De regel staat in sql/core/preferred.sql; herstel de volgorde."
  en: "The rule stands in sql/core/preferred.sql; restore its order."
*/
with candidate as (
  select
    observation.*,
    case
      when observation.obtained = 'printed' and publication.rank = 'primary' then 1
      when observation.obtained = 'printed' then 2
      else 3
    end as source_order
  from core.observation as observation
  join core.publication as publication using (publication_id)
  where observation.obs_status <> 'U'
)

select
  chosen.observation_id as chosen,
  better.observation_id as better
from core.preferred as preferred
join candidate as chosen using (observation_id)
join candidate as better
  on better.series_id = chosen.series_id
  and better.dimension = chosen.dimension
  and better.category = chosen.category
  and better.unit = chosen.unit
  and better.time_period = chosen.time_period
  and better.source_order < chosen.source_order
  and (better.precision = 'exact' or chosen.precision is distinct from 'exact')
