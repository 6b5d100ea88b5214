/*
severity: error
must_not:
  nl: "Meer feiten in een stap van de strafketen dan in de stap waar hij op volgt, of tot en met een jaar meer veroordelingen voor hate crime dan vervolgingen."
  en: "More offences in a stage of the chain than in the stage that it follows, or up to a year more convictions of hate crime than prosecutions."
do:
  nl: "Herstel sql/extract/figure.sql: een uitspraak telt als stap na een dagvaarding, en staat anders apart (verdict_without_summons)."
  en: "Correct sql/extract/figure.sql: a verdict is a stage after a summons, and otherwise stands apart (verdict_without_summons)."
*/
with stage_order as (
  select
    unnest(['inflow', 'disposed', 'prosecuted', 'summoned', 'verdict', 'convicted']) as category,
    unnest(range(6)) as place
),

counted as (
  select
    breakdown.category,
    stage_order.place,
    breakdown.time_period,
    breakdown.obs_value
  from mart.extract_breakdown as breakdown
  join stage_order using (category)
  where breakdown.series_id = 'extract_total_offence' and breakdown.dimension = 'stage' and breakdown.obs_value is not null
),

hate_crime as (
  select
    series_id,
    time_period,
    -- What could not be counted in a year (M) was not there; what is not told can be any number.
    sum(obs_value) over before as obs_value,
    count(*) filter (where obs_value is null and obs_status <> 'M') over before as untold
  from mart.extract_breakdown
  where series_id in ('extract_prosecuted_hate_crime', 'extract_sentenced_hate_crime') and dimension = 'total'
  window before as (partition by series_id order by time_period)
)

select
  later.time_period,
  later.category as stage,
  later.obs_value,
  earlier.category as follows,
  earlier.obs_value as follows_value
from counted as later
-- The last one before it that is told: one between can be withheld.
asof join counted as earlier
  on earlier.time_period = later.time_period
  and later.place > earlier.place
where later.obs_value > earlier.obs_value
union all
select
  sentenced.time_period,
  'sentenced hate crime',
  sentenced.obs_value,
  'prosecuted hate crime',
  prosecuted.obs_value
from hate_crime as sentenced
join hate_crime as prosecuted using (time_period)
where
  sentenced.series_id = 'extract_sentenced_hate_crime'
  and prosecuted.series_id = 'extract_prosecuted_hate_crime'
  and prosecuted.untold = 0
  and sentenced.obs_value > prosecuted.obs_value
