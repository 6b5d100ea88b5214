/*
severity: error
must_not:
  nl: "Een gekozen cijfer terwijl er een betere bron is, of dat niet klopt met de rij waar het vandaan komt."
  en: "A chosen figure while there is a better source, or one that does not agree with the row it comes from."
do:
  nl: "De regel staat in sql/core/preferred.sql; herstel de volgorde. Deze controle leest data/ zelf."
  en: "The rule stands in sql/core/preferred.sql; restore its order. This check reads data/ itself."
*/
-- Read from the files, not from the models that it checks.
with candidate as (
  select
    observation.observation_id,
    observation.series_id,
    observation.dimension,
    observation.category,
    observation.unit,
    observation.time_period,
    observation.obs_value,
    observation.base_value,
    observation.precision,
    observation.obtained,
    observation.obs_status,
    case publication.rank when 'primary' then 1 when 'reprint' then 2 else 3 end as place,
    coalesce(publication.published, '') as published
  from raw.observation as observation
  join raw.publication as publication using (publication_id)
),

chosen as (
  select
    candidate.*,
    preferred.obs_value as shown_value,
    preferred.base_value as shown_base,
    preferred.precision as shown_precision,
    preferred.obtained as shown_obtained,
    preferred.obs_status as shown_status,
    preferred.time_period as shown_period
  from core.preferred as preferred
  join candidate using (observation_id)
),

better as (
  select
    chosen.observation_id,
    other.observation_id as better_id,
    'better source' as fault
  from chosen
  join candidate as other
    on other.series_id = chosen.series_id
    and other.dimension = chosen.dimension
    and other.category = chosen.category
    and other.unit = chosen.unit
    and other.time_period = chosen.time_period
  where
    other.obs_status <> 'V'
    and case
      when (other.obtained = 'printed') <> (chosen.obtained = 'printed') then other.obtained = 'printed'
      when (other.precision = 'exact') <> (chosen.precision = 'exact') then other.precision = 'exact'
      when chosen.obtained = 'printed' and other.place <> chosen.place then other.place < chosen.place
      else other.published > chosen.published
    end
),

unlike as (
  select
    observation_id,
    observation_id as better_id,
    'not as its row' as fault
  from chosen
  where
    shown_value is distinct from cast(obs_value as double)
    or shown_base is distinct from base_value
    or shown_precision <> precision
    or shown_obtained <> obtained
    or shown_period <> time_period
    or shown_status not in (obs_status, 'B')
)

select observation_id as chosen, better_id as better, fault from better
union all
select observation_id, better_id, fault from unlike
