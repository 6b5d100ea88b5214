/*
severity: error
must_not:
  nl: "Een aantal van 1 tot en met 4 dat volgt uit een deel van een jaar: het deel zelf, wat er in clusters zit, of wat van het jaar overblijft."
  en: "A count of 1 to 4 that follows from a part of a year: the part itself, what is in clusters, or what is left of the year."
do:
  nl: "Herstel sql/extract/change.sql: zo'n aantal gaat niet naar buiten."
  en: "Correct sql/extract/change.sql: such a count does not leave."
*/
with part as (
  select
    change.previous_period as time_period,
    change.previous_value as offences,
    change.outside_previous as outside,
    year_of.obs_value as year_offences,
    year_outside.obs_value as year_outside
  from mart.extract_change as change
  left join mart.extract_breakdown as year_of
    on year_of.series_id = change.series_id
    and year_of.dimension = 'total'
    and year_of.time_period = change.previous_period
  left join mart.extract_breakdown as year_outside
    on year_outside.series_id = change.series_id
    and year_outside.dimension = 'cluster'
    and year_outside.category = 'outside_cluster'
    and year_outside.time_period = change.previous_period
  where change.last_day is not null
),

follows as (
  select time_period, 'the part' as what, offences as obs_value from part
  union all
  select time_period, 'the part, outside clusters', outside from part
  union all
  select time_period, 'the part, in clusters', offences - outside from part
  union all
  select time_period, 'the rest of the year', year_offences - offences from part
  union all
  select time_period, 'the rest of the year, outside clusters', year_outside - outside from part
  union all
  select time_period, 'the rest of the year, in clusters', (year_offences - offences) - (year_outside - outside) from part
)

-- The count itself is not written down here either.
select
  time_period,
  what
from follows
where obs_value between 1 and $least_cell - 1
