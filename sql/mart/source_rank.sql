/*
grain: {nl: "Eén instantie, met waar de gekozen cijfers over haar vandaan komen.", en: "One body, with where the figures chosen for it come from."}
columns:
  body: {nl: "Wie telt of publiceert.", en: "Who counts or publishes."}
  chosen_figures: {type: BIGINT, nl: "Aantal gekozen cijfers (core.preferred), zonder wat in een extractie is geteld; de som van de vijf kolommen hierna.", en: "Number of chosen figures (core.preferred), without what was counted in an extract; the sum of the next five columns."}
  own_figures: {type: BIGINT, nl: "Daarvan uit een publicatie van de instantie zelf, die ook telt.", en: "Of those, from a publication by the body itself, which also counts."}
  returned_figures: {type: BIGINT, nl: "Daarvan opgegeven aan en gepubliceerd door de instantie.", en: "Of those, reported to and published by the body."}
  official_figures: {type: BIGINT, nl: "Daarvan uit een andere primaire publicatie: een stuk aan de Kamer, of van de overheid, onderzoekers of een andere instantie.", en: "Of those, from another primary publication: a document to parliament, or from the government, researchers or another body."}
  reprint_figures: {type: BIGINT, nl: "Daarvan uit een persbericht van de instantie dat een ander overnam of vertaalde.", en: "Of those, from a press release of the body that another took over or translated."}
  secondary_figures: {type: BIGINT, nl: "Daarvan uit de pers of van anderen.", en: "Of those, from the press or from others."}
  own_publications: {type: BIGINT, nl: "Aantal gelezen publicaties van de instantie zelf, zonder extracties.", en: "Number of publications by the body itself that were read, without extracts."}
key: [body]
*/
with chosen as (
  select
    preferred.body,
    source.source_kind
  from core.preferred as preferred
  join core.observation_source as source using (observation_id)
  where preferred.obtained <> 'counted'
),

own_publication as (
  select
    body,
    count(*) as publications
  from core.publication
  where
    rank = 'primary'
    and body is not null
    and publication_id not in (select publication_id from raw.extract_publication)
  group by body
)

select
  chosen.body,
  count(*) as chosen_figures,
  count(*) filter (where chosen.source_kind = 'own') as own_figures,
  count(*) filter (where chosen.source_kind = 'returned') as returned_figures,
  count(*) filter (where chosen.source_kind = 'official') as official_figures,
  count(*) filter (where chosen.source_kind = 'reprint') as reprint_figures,
  count(*) filter (where chosen.source_kind = 'secondary') as secondary_figures,
  coalesce(any_value(own_publication.publications), 0) as own_publications
from chosen
left join own_publication using (body)
group by chosen.body
