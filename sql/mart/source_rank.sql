/*
grain: {nl: "Eén instantie, met waar de gekozen cijfers over haar vandaan komen.", en: "One body, with where the figures chosen for it come from."}
columns:
  body: {nl: "Wie telt.", en: "Who counts."}
  chosen_figures: {nl: "Aantal gekozen cijfers (core.preferred), zonder wat in een uittreksel is geteld.", en: "Number of chosen figures (core.preferred), without what was counted in an extract."}
  primary_figures: {nl: "Daarvan uit een publicatie van de instantie zelf of aan de Kamer.", en: "Of those, from a publication by the body itself or to parliament."}
  secondary_figures: {nl: "Daarvan uit de pers of van anderen.", en: "Of those, from the press or from others."}
  own_publications: {nl: "Aantal gelezen publicaties met de instantie zelf als enige uitgever, zonder uittreksels.", en: "Number of publications read with the body itself as the only publisher, without extracts."}
order: [body]
*/
with chosen as (
  select
    body,
    source_rank
  from core.preferred
  where obtained <> 'counted'
),

own_publication as (
  select
    body.code as body,
    count(*) as publications
  from core.code as body
  join core.publication as publication
    on publication.publisher <> ''
    and (publication.publisher = body.code or starts_with(body.label_nl, publication.publisher))
  where
    body.codelist = 'body'
    and publication.publication_id not in (select publication_id from raw.extract_publication)
  group by body.code
)

select
  chosen.body,
  count(*) as chosen_figures,
  count(*) filter (where chosen.source_rank = 'primary') as primary_figures,
  count(*) filter (where chosen.source_rank <> 'primary') as secondary_figures,
  coalesce(any_value(own_publication.publications), 0) as own_publications
from chosen
left join own_publication using (body)
group by chosen.body
