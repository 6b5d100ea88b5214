-- The grounds that go with an article on every day of an offence. A pair that holds for
-- some days only is left out: a synthetic extract needs no more.
select
  article,
  ground
from raw.article_ground
where valid_from is null and valid_to is null
order by article, ground
