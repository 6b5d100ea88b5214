/*
grain: {nl: "Eén publicatie, met hoeveel cijfers zij gaf en hoeveel dit rapport gebruikt.", en: "One publication, with how many figures it gave and how many this report uses."}
columns:
  publication_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  title: {nl: "Titel in de eigen taal.", en: "Title in its own language."}
  rank: {nl: "Primair, overgenomen persbericht of secundair.", en: "Primary, reprint or secondary."}
  published: {nl: "Datum, zo precies als bekend.", en: "Date, as exact as known."}
  language: {nl: "Taal.", en: "Language."}
  figures: {type: BIGINT, nl: "Aantal cijfers uit deze publicatie in de database.", en: "Number of figures from this publication in the database."}
  preferred_figures: {type: BIGINT, nl: "Aantal daarvan dat is gekozen.", en: "Number of those that were chosen."}
key: [publication_id]
*/
select
  publication.publication_id,
  publication.title,
  publication.publisher,
  publication.rank,
  publication.published,
  publication.language,
  publication.url,
  count(observation.observation_id) as figures,
  count(preferred.observation_id) as preferred_figures
from core.publication as publication
left join core.observation as observation using (publication_id)
left join core.preferred as preferred using (observation_id)
group by
  publication.publication_id,
  publication.title,
  publication.publisher,
  publication.rank,
  publication.published,
  publication.language,
  publication.url
