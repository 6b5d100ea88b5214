/*
grain:
  nl: "Eén aantal uit de extractie per parket, stap of uitspraak zonder dagvaarding, of het aandeel daarvan in de feiten die in dat jaar instroomden."
  en: "One count of the extract per office, stage or verdict without a summons, or its share of the offences that came in in that year."
columns:
  obtained: {nl: "Geteld in de extractie, of hier berekend.", en: "Counted in the extract, or computed here."}
key: [series_id, dimension, category, unit, time_period]
chart: true
*/
with counted as (
  select *
  from mart.extract_breakdown
  where series_id = 'extract_total_offence' and dimension in ('office', 'stage', 'verdict_without_summons')
),

whole as (
  select *
  from mart.extract_breakdown
  where series_id = 'extract_total_offence' and dimension = 'total'
),

-- What is withheld stays so; a share of it has no second operand.
share as (
  select
    counted.*,
    whole.obs_value as whole_value,
    whole.lineage as whole_lineage,
    counted.obs_value is not null and whole.obs_value > 0 as is_told
  from counted
  join whole using (time_period)
  -- The stage that all offences of a year are in is the whole itself.
  where counted.dimension <> 'stage' or counted.category <> 'inflow'
),

in_both as (
  select * replace (cast(obs_value as double) as obs_value)
  from counted
  union all by name
  select
    share.* exclude (whole_value, whole_lineage, is_told)
    replace (
      case when is_told and whole_value >= $share_from then 100.0 * obs_value / whole_value end as obs_value,
      'percent' as unit,
      cast(whole_value as bigint) as base_value,
      case
        when is_told and whole_value < $share_from then 'Q'
        when obs_value is not null and whole_value is null then 'Q'
        when whole_value = 0 then 'M'
        else obs_status
      end as obs_status,
      case when obs_value is not null and whole_value is null then 'C' else conf_status end as conf_status,
      'computed' as obtained,
      case when is_told then 'share' else 'given' end as operation,
      case when is_told then list_concat(lineage, whole_lineage) else lineage end as lineage
    )
  from share
)

select
  * exclude (obs_value),
  case when unit = 'count' then cast(obs_value as bigint) end as count_value,
  case when unit = 'percent' then obs_value end as percent_value
from in_both
