/*
grain:
  nl: "Eén reden om aan een cijfer te twijfelen, bevestigd of niet."
  en: "One reason to doubt a figure, confirmed or not."
columns:
  plausibility: {nl: "Waaraan te twijfelen is (codelijst plausibility).", en: "What there is to doubt (codelist plausibility)."}
  time_period: {nl: "Periode.", en: "Period."}
  compared_with: {nl: "Waarmee is vergeleken: de mediaan van de buurjaren, de datum van publicatie, het jaar van aantekening, het vorige jaar met een cijfer.", en: "What it was compared with: the median of neighbouring years, the date of publication, the year noted, the year before with a figure."}
  distance: {type: DOUBLE, nl: "Hoe ver het ervan af ligt: een factor, een aantal jaren of een aandeel.", en: "How far it is from that: a factor, a number of years, or a share."}
  confirmed: {type: BOOLEAN, nl: "Of het met deze waarde is bevestigd (data/figures/confirmed.csv).", en: "Whether it is confirmed with this value (data/figures/confirmed.csv)."}
key: [plausibility, observation_id]
*/
with dated as (
  select
    observation.* exclude (year),
    publication.published,
    try_cast(left(observation.time_period, 4) as integer) as year,
    case
      when observation.observation_id in (select observation_id from raw.population) then try_cast(observation.category_original as date)
      when regexp_full_match(observation.time_period, '\d{1,4}') then make_date(cast(observation.time_period as integer), 12, 31)
      when regexp_full_match(observation.time_period, '\d{4}-S1') then make_date(cast(left(observation.time_period, 4) as integer), 6, 30)
      when regexp_full_match(observation.time_period, '\d{4}-S2') then make_date(cast(left(observation.time_period, 4) as integer), 12, 31)
      when regexp_full_match(observation.time_period, '\d{4}-\d{2}-\d{2}') then try_cast(observation.time_period as date)
      else try_cast(left(observation.time_period, 10) as date) + to_years(try_cast(regexp_extract(observation.time_period, 'P(\d+)Y', 1) as integer)) - interval 1 day
    end as last_day,
    case len(publication.published)
      when 4 then try_cast(publication.published || '-12-31' as date)
      when 7 then last_day(try_cast(publication.published || '-01' as date))
      else try_cast(publication.published as date)
    end as published_day
  from core.observation as observation
  join core.publication as publication using (publication_id)
  -- An extract has checks of its own, and a year that is not over.
  where observation.time_period is not null and observation.obtained <> 'counted'
),

-- A date that does not exist is no date before the publication either.
after_publication as (
  select
    observation_id,
    'period' as plausibility,
    time_period,
    obs_value,
    published as compared_with,
    coalesce(cast(ceil(date_diff('day', published_day, last_day) / 365.25) as double), 0) as distance
  from dated
  where published is not null and not coalesce(last_day <= published_day, false)
),

other_year as (
  select
    figure.observation_id,
    'year' as plausibility,
    figure.time_period,
    cast(figure.obs_value as double) as obs_value,
    figure.reference_year as compared_with,
    cast(abs(cast(left(figure.time_period, 4) as integer) - try_cast(regexp_extract(figure.reference_year, '\d{4}') as integer)) as double) as distance
  from raw.observation as figure
  where
    figure.time_period is not null
    and (
      regexp_extract(figure.reference_year, '\d{4}') <> left(figure.time_period, 4)
      or (
        regexp_matches(figure.time_period, 'P\d+Y$')
        and right(figure.reference_year, 4)
          <> cast(cast(left(figure.time_period, 4) as integer) + cast(regexp_extract(figure.time_period, 'P(\d+)Y$', 1) as integer) - 1 as varchar)
      )
    )
),

years as (
  select
    series_id,
    dimension,
    category,
    unit,
    year,
    min(observation_id) as observation_id,
    min_by(time_period, observation_id) as time_period,
    min_by(obs_value, observation_id) as obs_value
  from dated
  group by series_id, dimension, category, unit, year
),

stepped as (
  select
    *,
    lag(year) over (partition by series_id, dimension, category, unit order by year) as previous_year
  from years
),

after_gap as (
  select
    observation_id,
    'gap' as plausibility,
    time_period,
    obs_value,
    cast(previous_year as varchar) as compared_with,
    cast(year - previous_year as double) as distance
  from stepped
  where year - previous_year > $gap_years
),

-- A change in percent is no level, and after a break the level is another one.
level as (
  select
    preferred.* exclude (year),
    try_cast(preferred.time_period as integer) as year,
    (
      select count(*)
      from core.series_break as series_break
      where
        series_break.series_id = preferred.series_id
        and coalesce(series_break.dimension, preferred.dimension) = preferred.dimension
        and series_break.time_period <= preferred.time_period
    ) as breaks
  from core.preferred as preferred
  where regexp_full_match(preferred.time_period, '\d{4}') and preferred.dimension <> 'growth' and preferred.obtained <> 'counted'
),

near as (
  select
    level.observation_id,
    level.time_period,
    level.unit,
    level.obs_value,
    median(neighbour.obs_value) as usual,
    arg_max(neighbour.obs_value, neighbour.year) filter (where neighbour.year < level.year) as before,
    arg_min(neighbour.obs_value, neighbour.year) filter (where neighbour.year > level.year) as after
  from level
  join level as neighbour
    on neighbour.series_id = level.series_id
    and neighbour.dimension = level.dimension
    and neighbour.category = level.category
    and neighbour.unit = level.unit
    and neighbour.breaks = level.breaks
    and neighbour.year <> level.year
    and abs(neighbour.year - level.year) <= $near_years
  group by level.observation_id, level.time_period, level.unit, level.obs_value
),

-- In a series that rises or falls steadily, a year is near those beside it.
far as (
  select
    observation_id,
    'level' as plausibility,
    time_period,
    obs_value,
    cast(usual as varchar) as compared_with,
    case when least(usual, obs_value) > 0 then greatest(obs_value / usual, usual / obs_value) else cast('infinity' as double) end as distance
  from near
  where
    abs(obs_value - usual) >= case when unit = 'percent' then $far_percent else $far_count end
    and greatest(obs_value, usual) >= $far_factor * least(obs_value, usual)
    and (before is null or greatest(obs_value, before) >= $far_factor * least(obs_value, before))
    and (after is null or greatest(obs_value, after) >= $far_factor * least(obs_value, after))
),

-- Only an extract gives all codes of a year.
share as (
  select
    observation_id,
    series_id,
    dimension,
    category,
    time_period,
    obs_value,
    obs_value / sum(obs_value) over (partition by series_id, dimension, time_period) as share,
    sum(obs_value) over (partition by series_id, dimension, time_period) as year_total
  from core.observation
  where obtained = 'counted' and dimension in (select dimension from core.extract_code)
),

usual_share as (
  select
    share.*,
    (
      select median(other.share)
      from share as other
      where
        other.series_id = share.series_id
        and other.dimension = share.dimension
        and other.category = share.category
        and other.time_period <> share.time_period
        and other.year_total >= $code_rows
    ) as usual
  from share
  where share.year_total >= $code_rows
),

swallowed as (
  select
    observation_id,
    'code' as plausibility,
    time_period,
    obs_value,
    printf('%.2f', usual) as compared_with,
    share as distance
  from usual_share
  where share >= $code_share and usual <= $code_usual
),

doubt as (
  select * from after_publication
  union all
  select * from other_year
  union all
  select * from after_gap
  union all
  select * from far
  union all
  select * from swallowed
)

select
  doubt.observation_id,
  doubt.plausibility,
  doubt.time_period,
  try_cast(doubt.time_period as integer) as year,
  doubt.obs_value,
  doubt.compared_with,
  doubt.distance,
  exists (
    select 1
    from raw.confirmed as confirmed
    where
      confirmed.observation_id = doubt.observation_id
      and confirmed.plausibility = doubt.plausibility
      and confirmed.obs_value = doubt.obs_value
  ) as confirmed
from doubt
