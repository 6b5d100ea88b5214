/*
severity: error
must_not:
  nl: "Een overgenomen persbericht zonder instantie, zonder die instantie als mede-uitgever of zonder woord dat het een persbericht is; of een secundaire publicatie met een instantie."
  en: "A reprint without a body, without that body among its publishers or without a word that it is a press release; or a secondary publication with a body."
do:
  nl: "Herstel rank, body, publisher of note in data/figures/publications.csv. Een bericht van de pers zelf is secondary, zonder body."
  en: "Repair rank, body, publisher or note in data/figures/publications.csv. An article of the press itself is secondary, without body."
*/
-- What a reprint is stands in the row itself: "FOK!frontpage / OM", "press release of the OM, taken over by another site".
select
  publication.publication_id,
  publication.rank,
  publication.body,
  publication.publisher
from raw.publication as publication
left join raw.codelist_body as body on body.code = publication.body
where
  (publication.rank = 'secondary' and publication.body is not null)
  or (
    publication.rank = 'reprint'
    and (
      publication.body is null
      or not coalesce(ends_with(publication.publisher, ' / ' || body.code) or ends_with(publication.publisher, ' / ' || body.label_nl), false)
      or not regexp_matches(lower(concat_ws(' ', publication.title, publication.note)), 'persbericht|press release')
    )
  )
