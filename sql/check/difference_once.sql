/*
severity: error
must_not:
  nl: "Twee rijen van het register van verschillen voor hetzelfde paar waarden, in welke volgorde ook."
  en: "Two rows of the register of differences for the same pair of values, in whatever order."
do:
  nl: "Laat in data/figures/differences.csv één rij per paar staan, met één reden."
  en: "Leave one row for each pair in data/figures/differences.csv, with one reason."
*/
with pair as (
  select
    difference_id,
    string_agg(array_to_string(lineage, '+') || '=' || cast(stated_value as varchar), ' and ' order by array_to_string(lineage, '+'), stated_value) as sides
  from core.difference_side
  where len(lineage) > 0
  group by difference_id
  having count(*) = 2
)

select
  min(difference_id) as difference_id,
  max(difference_id) as again,
  sides
from pair
group by sides
having count(*) > 1
