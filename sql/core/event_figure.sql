/*
grain:
  nl: "Eén gebeurtenis bij één waarneming waar zij in zit, of waar zij buiten is gelaten."
  en: "One event at one observation that holds it, or that leaves it out."
columns:
  observation_id: {nl: "De waarneming (core.observation).", en: "The observation (core.observation)."}
  of_year_only: {nl: "Of bekend is dat zij alleen van dit jaar is.", en: "Whether it is known to be of this year alone."}
  event_value: {nl: "Hoeveel ervan in het cijfer zitten; leeg als dat niet bekend is of als het cijfer geen aantal is.", en: "How many of it are in the figure; empty when that is not known or the figure is no count."}
key: [event_id, observation_id]
*/
with placed as (
  select
    event.*,
    series.part_of
  from core.event as event
  join core.series as series using (series_id)
),

held as (
  select
    placed.event_id,
    observation.observation_id,
    case
      when observation.series_id <> placed.series_id then 'in_part'
      when observation.dimension = placed.dimension then 'itself'
      else 'in_category'
    end as held,
    placed.included,
    placed.of_year_only,
    case when observation.unit = 'count' and placed.unit = 'count' then placed.event_value end as event_value
  from placed
  join core.observation as observation
    on observation.time_period = placed.time_period
    and (
      (
        observation.series_id = placed.series_id
        and observation.dimension = placed.dimension
        and observation.category = placed.category
        and (
          placed.figure_value is null
          or observation.obs_value = placed.figure_value
          or (placed.included and observation.unit <> 'count')
        )
      )
      or (
        placed.included
        and observation.dimension = 'total'
        and observation.category = 'total'
        and (
          (observation.series_id = placed.series_id and placed.dimension <> 'total')
          or observation.series_id = placed.part_of
        )
      )
    )
)

select
  event_id,
  observation_id,
  held,
  included,
  of_year_only,
  event_value
from held
