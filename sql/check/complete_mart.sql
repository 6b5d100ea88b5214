/*
severity: error
must_not:
  nl: "Een cijfer dat in een mart hoort en er niet staat, of er staat en er niet hoort."
  en: "A figure that belongs in a mart and is not there, or is there and does not belong."
do:
  nl: "Herstel het model, of pas in sql/check/complete_mart.sql aan wat erin hoort."
  en: "Correct the model, or change in sql/check/complete_mart.sql what belongs there."
*/
-- What belongs where, said a second time: by series and kind of breakdown.
with scope as (
  select * from (
    values
      ('mart.chain', 'police_incident', 'total', 'total', 'count'),
      ('mart.chain', 'adv_report', 'total', 'total', 'count'),
      ('mart.chain', 'mind_report', 'total', 'total', 'count'),
      ('mart.chain', 'crm_request', 'total', 'total', 'count'),
      ('mart.chain', 'om_total_offence', 'total', 'total', 'count'),
      ('mart.inflow_by_year', 'om_total_offence', 'total', 'total', 'count'),
      ('mart.inflow_by_year', 'om_specific_offence', 'total', 'total', 'count'),
      ('mart.inflow_by_year', 'om_codis_offence', 'total', 'total', 'count'),
      ('mart.inflow_article', 'om_specific_offence', 'article', null, null),
      ('mart.inflow_article', 'om_codis_offence', 'article', null, null),
      ('mart.inflow_article', 'om_total_offence', 'article', null, null),
      ('mart.inflow_ground', 'om_specific_offence', 'ground', null, null),
      ('mart.inflow_ground', 'om_codis_offence', 'ground', null, null),
      ('mart.inflow_ground', 'om_total_offence', 'ground', null, null),
      ('mart.hate_crime', 'odihr_hate_crime_incident', null, null, 'count'),
      ('mart.hate_crime', 'odihr_hate_speech_incident', null, null, 'count'),
      ('mart.prosecuted_sentenced', 'odihr_prosecuted', null, null, 'count'),
      ('mart.prosecuted_sentenced', 'odihr_sentenced', null, null, 'count'),
      ('mart.odihr_return', 'odihr_hate_crime_incident', null, null, 'count'),
      ('mart.odihr_return', 'odihr_prosecuted', null, null, 'count'),
      ('mart.odihr_return', 'odihr_sentenced', null, null, 'count'),
      ('mart.rate', 'om_total_offence', 'total', 'total', 'count'),
      ('mart.rate', 'police_incident', 'total', 'total', 'count')
  ) as declared (model, series_id, dimension, category, unit)
),

-- Years in which a series has a figure: read from the files.
usable as (
  select distinct series_id, dimension, category, unit, time_period
  from raw.observation
  where obs_status <> 'V' and regexp_full_match(time_period, '\d{4}')
),

-- A count by article is a share in the mart; where a share is printed it stays out.
printed_share as (
  select series_id, dimension, category, time_period
  from usable
  where unit = 'percent'
),

expected as (
  select
    scope.model,
    usable.series_id,
    usable.dimension,
    usable.category,
    usable.unit,
    usable.time_period
  from scope
  join usable
    on usable.series_id = scope.series_id
    and usable.dimension = coalesce(scope.dimension, usable.dimension)
    and usable.category = coalesce(scope.category, usable.category)
    and usable.unit = coalesce(scope.unit, usable.unit)
  where
    not contains(usable.dimension, 'growth')
    and not (
      scope.model = 'mart.inflow_article'
      and usable.unit = 'count'
      and exists (
        select 1
        from printed_share
        where
          printed_share.series_id = usable.series_id
          and printed_share.dimension = usable.dimension
          and printed_share.category = usable.category
          and printed_share.time_period = usable.time_period
      )
    )
),

present as (
  select distinct
    lineage.model,
    observation.series_id,
    observation.dimension,
    observation.category,
    observation.unit,
    observation.time_period
  from meta.lineage as lineage
  join raw.observation as observation using (observation_id)
  where lineage.model in (select model from scope) and lineage.position = 1
)

select
  coalesce(expected.model, present.model) as model,
  coalesce(expected.series_id, present.series_id) as series_id,
  coalesce(expected.dimension, present.dimension) as dimension,
  coalesce(expected.category, present.category) as category,
  coalesce(expected.unit, present.unit) as unit,
  coalesce(expected.time_period, present.time_period) as time_period,
  case when present.model is null then 'missing' else 'does not belong' end as fault
from expected
full join present using (model, series_id, dimension, category, unit, time_period)
where expected.model is null or present.model is null
