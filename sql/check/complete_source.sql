/*
severity: error
must_not:
  nl: "Een publicatie met een ander aantal cijfers op de pagina Bronnen dan er in data/ uit zijn gelezen."
  en: "A publication with another number of figures on the page of sources than were read from it in data/."
do:
  nl: "Herstel sql/mart/source.sql."
  en: "Correct sql/mart/source.sql."
*/
with read_figure as (
  select publication_id from raw.observation
  union all
  select publication_id from raw.population
),

counted as (
  select publication_id, count(*) as figures
  from read_figure
  group by publication_id
)

select
  counted.publication_id,
  counted.figures,
  source.figures as shown
from counted
left join mart.source as source using (publication_id)
where source.figures is distinct from counted.figures
