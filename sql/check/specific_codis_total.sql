/*
severity: error
must_not:
  nl: "Een totaal van het OM dat niet de som is van specifiek en codis, zonder rij voor dat paar in het register van verschillen."
  en: "An OM total that is not the sum of specific and codis, without a row for that pair in the register of differences."
do:
  nl: "Vergelijk de drie cijfers van dat jaar met hun publicaties; klopt de bron zo, voeg dan de rij toe aan data/figures/differences.csv, met soort en reden."
  en: "Compare the three figures of that year with their publications; if the source is so, add the row to data/figures/differences.csv, with kind and reason."
*/
with mismatch as (
  select
    whole.time_period,
    whole.series_id,
    whole.obs_value as total,
    whole.lineage[1] as total_id,
    whole.publications[1] as total_publication,
    sum(part.obs_value) as sum_of_parts,
    list(part.lineage[1] order by part.lineage[1]) as part_ids,
    string_agg(distinct part.publications[1], ' / ' order by part.publications[1]) as part_publications
  from mart.inflow_by_year as whole
  join core.series as series on series.part_of = whole.series_id
  join mart.inflow_by_year as part on part.series_id = series.series_id and part.time_period = whole.time_period
  group by whole.time_period, whole.series_id, whole.obs_value, whole.lineage[1], whole.publications[1]
  having count(*) = 2 and sum(part.obs_value) <> whole.obs_value
)

select
  mismatch.time_period,
  mismatch.total,
  mismatch.sum_of_parts,
  concat_ws(
    ',',
    'difference.parts_' || replace(mismatch.total_id, '.', '_'),
    mismatch.time_period,
    '"' || replace(series.title_nl, '"', '""') || '"',
    '"' || replace(series.title_en, '"', '""') || '"',
    'revision',
    'unexplained',
    mismatch.total_id,
    printf('%.12g', cast(mismatch.total as double)),
    array_to_string(mismatch.part_ids, '+'),
    printf('%.12g', cast(mismatch.sum_of_parts as double)),
    printf('%.12g', cast(mismatch.total as double)),
    mismatch.total_publication,
    printf('%.12g', cast(mismatch.sum_of_parts as double)),
    mismatch.part_publications,
    '"Het totaal is niet de som van specifiek en codis; niet toegelicht."',
    '"The total is not the sum of specific and codis; not explained."'
  ) as row_to_add
from mismatch
join core.series as series using (series_id)
where not exists (
  select 1
  from core.difference_side as one
  join core.difference_side as two on two.difference_id = one.difference_id and two.side <> one.side
  where
    one.lineage = [mismatch.total_id]
    and list_sort(two.lineage) = mismatch.part_ids
    and one.obs_value = mismatch.total
    and two.obs_value = mismatch.sum_of_parts
)
