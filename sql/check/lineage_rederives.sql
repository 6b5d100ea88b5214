/*
severity: error
must_not:
  nl: "Een waarde in een mart die niet uit haar herkomst volgt."
  en: "A value in a mart that does not follow from its lineage."
do:
  nl: "Herstel de bewerking in het model of de kolom operation."
  en: "Correct the operation in the model or its column operation."
*/
with operand as (
  select
    lineage.model,
    lineage.mart_row,
    lineage.obs_value,
    lineage.operation,
    count(*) as operands,
    sum(observation.obs_value) as total,
    max(observation.obs_value) filter (where lineage.position = 1) as first_value,
    max(observation.obs_value) filter (where lineage.position = 2) as second_value
  from meta.lineage as lineage
  left join core.observation as observation using (observation_id)
  group by lineage.model, lineage.mart_row, lineage.obs_value, lineage.operation
),

rederived as (
  select
    *,
    case operation
      when 'given' then case when operands = 1 then first_value end
      when 'sum' then total
      when 'difference' then case when operands = 2 then first_value - second_value end
      when 'share' then case when operands = 2 then 100 * first_value / second_value end
      when 'rate' then case when operands = 2 then $per_inhabitants * first_value / second_value end
      when 'count' then operands
    end as expected
  from operand
)

select
  model,
  mart_row,
  operation,
  obs_value,
  expected
from rederived
where
  (expected is null and obs_value is not null)
  or abs(expected - obs_value) > 1e-9 * greatest(1, abs(expected))
