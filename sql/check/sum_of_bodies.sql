/*
severity: error
must_not:
  nl: "Een gepubliceerde optelling van instanties die niet de som is van hun cijfers, of waarvan een deel ontbreekt."
  en: "A published sum of bodies that is not the sum of their figures, or of which a part is missing."
do:
  nl: "Vergelijk de som en elk deel met hun publicaties; een van de delen is onjuist of weg."
  en: "Compare the sum and each part with their publications; one of the parts is wrong or gone."
*/
with part_of_sum as (
  select unnest(['police_incident', 'adv_report']) as series_id, 'police_plus_adv' as sum_series
  union all
  select unnest(['police_incident', 'police_public_task_incident', 'adv_report', 'mind_report', 'crm_request']), 'all_bodies'
),

printed as (
  select *
  from core.preferred
  where
    dimension = 'total'
    and category = 'total'
    and unit = 'count'
    and precision = 'exact'
    and series_id in (select sum_series from part_of_sum)
),

-- A sum may rest on a figure that this report shows as another published value.
given as (
  select distinct series_id, time_period, obs_value
  from core.observation
  where dimension = 'total' and category = 'total' and unit = 'count' and precision = 'exact' and obs_status <> 'V'
),

choice as (
  select
    printed.series_id,
    printed.time_period,
    printed.obs_value as printed_sum,
    part_of_sum.series_id as part_series,
    list(given.obs_value order by given.obs_value) filter (where given.obs_value is not null) as part_values
  from printed
  join part_of_sum on part_of_sum.sum_series = printed.series_id
  left join given on given.series_id = part_of_sum.series_id and given.time_period = printed.time_period
  group by printed.series_id, printed.time_period, printed.obs_value, part_of_sum.series_id
),

-- Every choice of one value for each part.
added as (
  select
    series_id,
    time_period,
    printed_sum,
    string_agg(part_series, ', ' order by part_series) filter (where part_values is null) as missing_parts,
    list_reduce(
      list(coalesce(part_values, []) order by part_series),
      lambda sums, part: flatten([[s + p for s in sums] for p in part])
    ) as sums
  from choice
  group by series_id, time_period, printed_sum
)

select
  series_id,
  time_period,
  printed_sum,
  sums as sums_of_parts,
  missing_parts
from added
where missing_parts is not null or not list_contains(sums, printed_sum)
