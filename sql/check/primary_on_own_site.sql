/*
severity: error
must_not:
  nl: "Een publicatie die primair heet en niet op een site van de instantie of de Kamer staat."
  en: "A publication called primary that does not stand on a site of the body or of parliament."
do:
  nl: "Maak rank secondary in data/figures/publications.csv, of neem de site op in data/definitions/own_site.csv."
  en: "Make rank secondary in data/figures/publications.csv, or put the site into data/definitions/own_site.csv."
*/
-- A publication on paper has no address.
select
  publication.publication_id,
  publication.publisher,
  publication.url
from raw.publication as publication
anti join raw.own_site as own_site
  on own_site.host = regexp_extract(publication.url, '^https?://([^/]+)', 1)
where publication.rank = 'primary' and publication.url is not null
