/*
severity: error
must_not:
  nl: "Een artikel dat de grafiek het meest gebruikte noemt terwijl een ander een groter aandeel heeft, of het in zijn laatste jaar niet de helft haalt."
  en: "An article that the chart calls the most used while another has a larger share, or that in its last year is not over a half."
do:
  nl: "Laat de grafiek inflow_article het artikel tonen dat nu het meest voorkomt, of verander haar titel."
  en: "Let the chart inflow_article show the article that is now used most, or change its title."
*/
with shown as (
  select *
  from mart.inflow_article
  where
    unit = 'percent'
    and (
      (series_id = 'om_specific_offence' and category = 'art_137c')
      or (series_id = 'om_codis_offence' and category = 'art_266')
    )
)

select
  other.series_id,
  other.time_period,
  shown.category as shown_article,
  shown.obs_value as shown_share,
  other.category as larger_article,
  other.obs_value as larger_share
from shown
join mart.inflow_article as other using (series_id, time_period, unit)
where other.obs_value > shown.obs_value
union all
-- Not all articles are known: only what is over a half is certainly the most used.
select
  series_id,
  max(time_period),
  any_value(category),
  max_by(obs_value, time_period),
  null,
  null
from shown
group by series_id
having max_by(obs_value, time_period) <= $half
