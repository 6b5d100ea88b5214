/*
severity: warning
must_not:
  nl: "Een cijfer van het nieuwste jaar dat veel meer van het jaar ervoor verschilt dan de reeks ooit deed, zonder breuk of gebeurtenis."
  en: "A figure of the newest year that differs far more from the year before than the series ever did, without a break or an event."
do:
  nl: "Lees de publicatie na. Is het een breuk of een bekende gebeurtenis, leg die vast; klopt het cijfer zo, dan mag de waarschuwing blijven staan."
  en: "Read the publication again. If it is a break or a known event, record it; if the figure is right as it is, the warning may stand."
*/
with level as (
  select
    preferred.observation_id,
    preferred.series_id,
    preferred.dimension,
    preferred.category,
    try_cast(preferred.time_period as integer) as year,
    preferred.obs_value,
    preferred.precision = 'exact' and not exists (
      select 1
      from core.event_figure as event_figure
      where event_figure.observation_id = preferred.observation_id and event_figure.included
    ) as plain,
    (
      select count(*)
      from core.series_break as series_break
      where
        series_break.series_id = preferred.series_id
        and coalesce(series_break.dimension, preferred.dimension) = preferred.dimension
        and coalesce(series_break.category, preferred.category) = preferred.category
        and series_break.time_period <= preferred.time_period
    ) as breaks
  from core.preferred as preferred
  where
    preferred.unit = 'count'
    and preferred.obtained <> 'counted'
    and preferred.obs_value is not null
    and regexp_full_match(preferred.time_period, '\d{4}')
),

-- A step is from one year to the next, between the same breaks. What an event did, the
-- series did too.
step as (
  select
    level.*,
    before.obs_value as value_before,
    level.plain and before.plain as both_plain,
    case
      when level.obs_value = before.obs_value then 1
      when least(level.obs_value, before.obs_value) = 0 then cast('infinity' as double)
      else greatest(level.obs_value, before.obs_value) / least(level.obs_value, before.obs_value)
    end as factor
  from level
  join level as before
    on before.series_id = level.series_id
    and before.dimension = level.dimension
    and before.category = level.category
    and before.breaks = level.breaks
    and before.year = level.year - 1
),

compared as (
  select
    *,
    max(factor) over earlier as largest_factor,
    count(*) over earlier as steps
  from step
  window earlier as (
    partition by series_id, dimension, category
    order by year
    rows between unbounded preceding and 1 preceding
  )
)

select
  compared.observation_id,
  compared.series_id,
  compared.category,
  compared.year,
  compared.obs_value,
  compared.value_before,
  round(compared.factor, 2) as factor,
  round(compared.largest_factor, 2) as largest_factor
from compared
join (
  select series_id, dimension, category, max(year) as year
  from level
  group by series_id, dimension, category
) as newest using (series_id, dimension, category, year)
where
  compared.both_plain
  and compared.steps >= $jump_steps
  and compared.factor > pow(compared.largest_factor, $jump_times)
  and change_p(compared.value_before, compared.obs_value) < $significance
