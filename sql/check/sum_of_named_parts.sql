/*
severity: error
must_not:
  nl: "Een categorie die niet de som is van de twee waarin de bron haar splitst."
  en: "A category that is not the sum of the two that the source splits it into."
do:
  nl: "Vergelijk de drie cijfers met hun publicatie."
  en: "Compare the three figures with their publication."
*/
-- A category x is split into x_y and x_niet_y, or into x_intentioneel and x_schelden.
with split as (
  select
    one.series_id,
    one.time_period,
    one.unit,
    regexp_extract(one.category, '^(.*)_(niet_[a-z]+|intentioneel)$', 1) as category,
    one.obs_value as one_value,
    two.obs_value as other_value
  from core.preferred as one
  join core.preferred as two using (series_id, time_period, unit, dimension)
  where
    two.category = regexp_replace(one.category, '_niet_', '_') and contains(one.category, '_niet_')
    or two.category = regexp_replace(one.category, '_intentioneel$', '_schelden') and ends_with(one.category, '_intentioneel')
)

select
  split.series_id,
  split.time_period,
  split.category,
  whole.obs_value,
  split.one_value,
  split.other_value
from split
join core.preferred as whole using (series_id, time_period, unit, category)
where abs(whole.obs_value - split.one_value - split.other_value) > case when split.unit = 'percent' then $rounding else 0 end
