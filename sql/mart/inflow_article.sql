/*
grain: {nl: "Het aandeel van één artikel in de instroom van één soort in één jaar.", en: "The share of one article in the inflow of one kind in one year."}
key: [series_id, category, time_period]
chart: true
*/
with of_article as (
  select *
  from core.figure
  where
    body = 'OM'
    and dimension = 'article'
    and not starts_with(series_id, 'extract_')
),

inflow as (
  select *
  from core.figure
  where dimension = 'total' and category = 'total' and unit = 'count'
),

computed_share as (
  select counted.* replace (
    100 * counted.obs_value / inflow.obs_value as obs_value,
    'percent' as unit,
    cast(inflow.obs_value as bigint) as base_value,
    case when inflow.obs_status = 'P' then 'P' else counted.obs_status end as obs_status,
    counted.revised or inflow.revised as revised,
    'computed' as obtained,
    case when inflow.precision = 'exact' then counted.precision else 'rounded' end as precision,
    'share' as operation,
    list_concat(counted.publications, list_filter(inflow.publications, lambda id: not list_contains(counted.publications, id))) as publications,
    list_concat(counted.lineage, inflow.lineage) as lineage
  )
  from of_article as counted
  join inflow using (series_id, time_period)
  where
    counted.unit = 'count'
    and not exists (
      select 1
      from of_article as printed
      where
        printed.unit = 'percent'
        and printed.series_id = counted.series_id
        and printed.category = counted.category
        and printed.time_period = counted.time_period
    )
),

share as (
  select * from of_article where unit = 'percent'
  union all by name
  select * from computed_share
)

select * replace (
  case when base_value < $share_from then null else obs_value end as obs_value,
  case when base_value < $share_from then 'Q' else obs_status end as obs_status
)
from share
