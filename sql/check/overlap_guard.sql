/*
severity: error
must_not:
  nl: "Een som over categorieën die elkaar kunnen overlappen."
  en: "A sum over categories that can overlap."
do:
  nl: "Tel overlappende categorieën niet op; toon ze naast elkaar."
  en: "Do not add overlapping categories; show them side by side."
*/
select
  lineage.model,
  lineage.mart_row,
  observation.dimension,
  count(distinct observation.category) as categories
from meta.lineage as lineage
join core.observation as observation using (observation_id)
join core.dimension as dimension on dimension.dimension = observation.dimension
where lineage.operation = 'sum' and dimension.overlapping
group by lineage.model, lineage.mart_row, observation.dimension
having count(distinct observation.category) > 1
