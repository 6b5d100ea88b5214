/*
severity: error
must_not:
  nl: "Een ander gepubliceerd cijfer uit het register van verschillen dat niet bij het getoonde cijfer staat."
  en: "Another published figure of the register of differences that does not stand with the figure shown."
do:
  nl: "Herstel sql/mart/other_figure.sql."
  en: "Correct sql/mart/other_figure.sql."
*/
-- Only sides that are one observation: read from the files.
with side as (
  select difference_id, 'a' as side, string_split(observations_a, ' ')[1] as observation_id
  from raw.difference
  union all
  select difference_id, 'b', string_split(observations_b, ' ')[1]
  from raw.difference
),

figure as (
  select side.difference_id, side.side, observation.*, series.part_of
  from side
  join raw.observation as observation using (observation_id)
  join raw.series as series using (series_id)
  where observation.obs_status <> 'V'
),

expected as (
  select distinct shown.difference_id, shown.observation_id as shown_id, other.observation_id as other_id, other.obs_value
  from figure as shown
  join figure as other
    on other.difference_id = shown.difference_id
    and other.side <> shown.side
    and other.time_period = shown.time_period
    and other.unit = shown.unit
    and other.obs_value <> shown.obs_value
    and other.part_of is distinct from shown.series_id
    and (shown.part_of is null or shown.part_of <> other.series_id)
  join core.preferred as preferred
    on preferred.series_id = shown.series_id
    and preferred.dimension = shown.dimension
    and preferred.category = shown.category
    and preferred.unit = shown.unit
    and preferred.time_period = shown.time_period
    and preferred.obs_value = shown.obs_value
)

select
  expected.difference_id,
  expected.shown_id,
  expected.other_id,
  expected.obs_value
from expected
left join mart.other_figure as other_figure
  on other_figure.difference_id = expected.difference_id and other_figure.obs_value = expected.obs_value
where other_figure.difference_id is null
