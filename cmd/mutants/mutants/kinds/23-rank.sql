-- A publication of shown figures has another rank: what is not primary becomes it, what is primary becomes press, and press a reprint.
with shown as (
  select distinct publication.publication_id, publication.rank
  from meta.lineage as lineage
  join raw.observation as observation using (observation_id)
  join raw.publication as publication using (publication_id)
),

other as (
  select publication_id, case when rank = 'primary' then 'secondary' else 'primary' end as rank from shown
  union all
  select publication_id, 'reprint' from shown where rank = 'secondary'
)

select
  publication_id || case when rank = 'reprint' then ' as reprint' else '' end as mutant,
  format('update raw.publication set rank = ''{}'' where publication_id = ''{}''', rank, publication_id) as change
from other
order by mutant
