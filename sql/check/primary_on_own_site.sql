/*
severity: error
must_not:
  nl: "Een primaire publicatie die niet op een site van een instantie of de Kamer staat, of die van een andere instantie heet dan haar site."
  en: "A primary publication that does not stand on a site of a body or of parliament, or is given to another body than its site."
do:
  nl: "Maak rank secondary in data/figures/publications.csv, geef body zoals bij die site, of neem de site op in data/definitions/own_site.csv."
  en: "Make rank secondary in data/figures/publications.csv, give body as that site has it, or put the site into data/definitions/own_site.csv."
*/
-- A publication on paper has no address.
select
  publication.publication_id,
  publication.publisher,
  publication.body,
  own_site.body as body_of_site,
  publication.url
from raw.publication as publication
left join raw.own_site as own_site
  on own_site.host = regexp_extract(publication.url, '^https?://([^/]+)', 1)
where
  publication.rank = 'primary'
  and publication.url is not null
  and (own_site.host is null or publication.body is distinct from own_site.body)
