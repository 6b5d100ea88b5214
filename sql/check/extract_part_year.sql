/*
severity: error
must_not:
  nl: "Een jaar dat op de dag van de extractie niet om was, als heel jaar: zonder status P, vergeleken met een heel jaar, of in de opgave aan ODIHR."
  en: "A year that was not over on the day of the extract, as a whole year: without status P, compared with a whole year, or in the return to ODIHR."
do:
  nl: "Herstel sql/extract/observation.sql of de mart die is genoemd."
  en: "Correct sql/extract/observation.sql or the mart that is named."
*/
with figure as (
  select
    observation.observation_id,
    observation.time_period,
    observation.obs_status,
    observation.time_period >= part.time_period as is_part
  from core.observation as observation
  left join core.part_year as part on part.publication_id = observation.publication_id
  where
    starts_with(observation.series_id, 'extract_')
    -- How old open offences are is of the day itself.
    and observation.dimension <> 'case_age'
)

select
  'core.observation' as model,
  observation_id as name,
  time_period,
  'status ' || obs_status as fault
from figure
where
  (coalesce(is_part, false) and obs_status not in ('P', 'Q', 'L', 'M'))
  or (not coalesce(is_part, false) and obs_status = 'P')
union all
select
  'mart.extract_difference',
  difference.series_id,
  difference.time_period,
  'a difference with a whole year'
from mart.extract_difference as difference
join core.part_year as part using (time_period)
where difference.difference is not null or difference.difference_percent is not null
union all
select
  'mart.extract_change',
  change.series_id,
  change.time_period,
  'a change against a whole year'
from mart.extract_change as change
join core.part_year as part on change.time_period >= part.time_period or change.previous_period >= part.time_period
where change.last_day is distinct from part.last_day or change.previous_last_day is null
union all
select
  'mart.odihr_return',
  given.series_id,
  given.time_period,
  'a return for a year that is not over'
from mart.odihr_return as given
join core.part_year as part on given.time_period >= part.time_period
where given.origin = 'extract'
