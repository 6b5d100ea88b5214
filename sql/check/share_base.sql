/*
severity: error
must_not:
  nl: "Een aandeel van een basis die te klein is om het te geven, of een weggelaten aandeel van een basis die groot genoeg is."
  en: "A share of a base that is too small for one, or a share left out of a base that is large enough."
do:
  nl: "Laat het model de waarde weglaten en status Q geven (docs/METHOD.md, Percentages)."
  en: "Let the model leave the value out and give status Q (docs/METHOD.md, Percentages)."
*/
-- The base is read from the lineage and the files, not from the mart: of a share that
-- was computed it is the second figure, of a printed one what the source gives.
with figure as (
  select observation_id, obs_value, unit, base_value
  from raw.observation
),

computed as (
  select
    share.model,
    share.mart_row,
    share.obs_value,
    whole.obs_value as base_value
  from meta.lineage as share
  join meta.lineage as second using (model, mart_row)
  join figure as whole on whole.observation_id = second.observation_id
  where share.operation = 'share' and share.position = 1 and second.position = 2
),

printed as (
  select
    share.model,
    share.mart_row,
    share.obs_value,
    figure.base_value
  from meta.lineage as share
  join figure using (observation_id)
  where share.operation = 'given' and figure.unit = 'percent'
),

share as (
  select * from computed
  union all
  select * from printed
)

select
  model,
  mart_row,
  obs_value,
  base_value
from share
where
  model <> 'mart.event' -- an event may be in a share without its size being known
  and coalesce(base_value < $share_from, false) <> (obs_value is null)
