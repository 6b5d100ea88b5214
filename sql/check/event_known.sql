/*
severity: error
must_not:
  nl: "Een gebeurtenis bij een cijfer dat geen publicatie geeft, van een ander jaar of een andere reeks dan haar aantal, groter dan het cijfer waar zij in zit, zowel erin als erbuiten, of weg bij het cijfer dat nu is gekozen."
  en: "An event at a figure that no publication gives, of another year or series than its count, larger than the figure that holds it, both in it and out of it, or lost at the figure that is chosen now."
do:
  nl: "Verbeter data/figures/events.csv: reeks, periode, uitsplitsing en figure_value noemen een rij van observations.csv, observation_id een rij die de gebeurtenis telt."
  en: "Correct data/figures/events.csv: series, period, breakdown and figure_value name a row of observations.csv, observation_id a row that counts the event."
*/
select
  event.event_id,
  event.series_id,
  event.time_period,
  event.figure_value,
  'no such figure' as fault
from core.event as event
where not exists (
  select 1
  from core.observation as observation
  where
    observation.series_id = event.series_id
    and observation.time_period = event.time_period
    and observation.dimension = event.dimension
    and observation.category = event.category
    and coalesce(event.figure_value, observation.obs_value) = observation.obs_value
)
union all
select
  event.event_id,
  event.series_id,
  event.time_period,
  event.event_value,
  'its count is of ' || counted.series_id || ' ' || counted.time_period
from core.event as event
join core.observation as counted using (observation_id)
where counted.series_id <> event.series_id or counted.time_period <> event.time_period
union all
select distinct
  event.event_id,
  event.series_id,
  event.time_period,
  event_figure.event_value,
  'larger than ' || observation.observation_id
from core.event_figure as event_figure
join core.event as event using (event_id)
join core.observation as observation on observation.observation_id = event_figure.observation_id
where event_figure.included and event_figure.event_value > observation.obs_value
union all
select
  event.event_id,
  event.series_id,
  event.time_period,
  event.figure_value,
  'in the figure and out of it, see ' || other.event_id
from core.event as event
join core.event as other
  on other.series_id = event.series_id
  and other.time_period = event.time_period
  and other.dimension = event.dimension
  and other.category = event.category
  and other.label_nl = event.label_nl
  and coalesce(other.figure_value, event.figure_value, 0) = coalesce(event.figure_value, other.figure_value, 0)
where event.included and not other.included
union all
-- A revision, or another source, gives the figure another value: is the event in it?
select
  event.event_id,
  event.series_id,
  event.time_period,
  preferred.obs_value,
  'not said of ' || preferred.observation_id
from core.event as event
join core.preferred as preferred
  on preferred.series_id = event.series_id
  and preferred.time_period = event.time_period
  and preferred.dimension = event.dimension
  and preferred.category = event.category
  and preferred.unit = 'count'
where not exists (
  select 1
  from core.event_figure as event_figure
  join core.event as other using (event_id)
  where event_figure.observation_id = preferred.observation_id and other.label_nl = event.label_nl
)
