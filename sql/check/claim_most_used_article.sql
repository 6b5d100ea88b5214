/*
severity: error
must_not:
  nl: "Een artikel met een groter aandeel dan het artikel dat de grafiek het meest gebruikte noemt."
  en: "An article with a larger share than the one that the chart calls the most used."
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
