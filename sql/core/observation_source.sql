/*
grain: {nl: "Eén waarneming, met wiens woord zij is.", en: "One observation, with whose word it is."}
columns:
  source_rank: {nl: "Rang van haar publicatie: primary, reprint of secondary.", en: "Rank of its publication: primary, reprint or secondary."}
  source_kind: {nl: "own: van de instantie die telt; returned: opgegeven aan de instantie die publiceert; official: een andere primaire publicatie (stuk aan de Kamer, overheid, onderzoekers, andere instantie); reprint en secondary zoals de rang.", en: "own: by the body that counts; returned: reported to the body that publishes; official: another primary publication (document to parliament, government, researchers, another body); reprint and secondary as the rank."}
key: [observation_id]
*/
select
  observation.observation_id,
  publication.rank as source_rank,
  case
    when publication.rank <> 'primary' then publication.rank
    when publication.body is distinct from series.body then 'official'
    when series.counted_by is not null then 'returned'
    else 'own'
  end as source_kind
from core.observation as observation
join core.publication as publication using (publication_id)
join core.series as series using (series_id)
