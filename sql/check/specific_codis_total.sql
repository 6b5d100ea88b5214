/*
severity: error
must_not:
  nl: "Een totaal van het OM dat niet de som is van specifiek en codis."
  en: "An OM total that is not the sum of specific and codis."
do:
  nl: "Vergelijk de drie cijfers van dat jaar met hun publicaties; klopt de bron zo, leg het verschil vast in data/figures/differences.csv."
  en: "Compare the three figures of that year with their publications; if the source is so, record the difference in data/figures/differences.csv."
*/
select
  whole.time_period,
  whole.obs_value as total,
  sum(part.obs_value) as sum_of_parts
from mart.inflow_by_year as whole
join core.series as series on series.part_of = whole.series_id
join mart.inflow_by_year as part on part.series_id = series.series_id and part.time_period = whole.time_period
group by whole.time_period, whole.obs_value
having count(*) = 2 and sum(part.obs_value) <> whole.obs_value
