-- A publication of shown figures has the rank of the other kind.
with shown as (
  select distinct publication.publication_id, publication.rank
  from meta.lineage as lineage
  join raw.observation as observation using (observation_id)
  join raw.publication as publication using (publication_id)
)

select
  publication_id as mutant,
  format(
    'update raw.publication set rank = ''{}'' where publication_id = ''{}''',
    case when rank = 'primary' then 'secondary' else 'primary' end,
    publication_id
  ) as change
from shown
order by publication_id
