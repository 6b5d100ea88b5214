/*
grain:
  nl: "De instroom van het uittreksel in één jaar met die in het jaar ervoor, met en zonder clusters."
  en: "The inflow of the extract in one year with that of the year before, with and without clusters."
columns:
  time_period: {nl: "Jaar.", en: "Year."}
  previous_period: {nl: "Het jaar ervoor.", en: "The year before."}
  series_id: {nl: "De reeks.", en: "The series."}
  obs_value: {nl: "Aantal feiten in het jaar.", en: "Number of offences in the year."}
  obs_status: {nl: "Status daarvan.", en: "Its status."}
  previous_value: {nl: "Aantal in het jaar ervoor.", en: "Number in the year before."}
  change_p: {nl: "Kans op zo'n verschil of een groter als elk feit los stond.", en: "Chance of such a difference or a larger one if every offence stood alone."}
  outside_value: {nl: "Aantal in het jaar, buiten clusters.", en: "Number in the year, outside clusters."}
  outside_previous: {nl: "Aantal in het jaar ervoor, buiten clusters.", en: "Number in the year before, outside clusters."}
  outside_p: {nl: "Die kans voor de feiten buiten clusters.", en: "That chance for the offences outside clusters."}
  clusters: {nl: "Aantal clusters in het jaar; leeg bij 1 tot en met 4.", en: "Number of clusters in the year; empty for 1 to 4."}
  previous_clusters: {nl: "Aantal clusters in het jaar ervoor; leeg bij 1 tot en met 4.", en: "Number of clusters in the year before; empty for 1 to 4."}
  cluster_p: {nl: "Die kans als alleen clusters en zaken los van elkaar staan (exacte toets op clusters).", en: "That chance if only clusters and cases stand apart (exact test on clusters)."}
  change_meaning: {nl: "higher of lower als het verschil volgens de toets op clusters meer is dan toeval verklaart, anders chance.", en: "higher or lower when by the test on clusters the difference is more than chance explains, else chance."}
  operation: {nl: "given: het aantal staat zo in het uittreksel.", en: "given: the count stands so in the extract."}
  publications: {nl: "Het uittreksel.", en: "The extract."}
  lineage: {nl: "De waarneming onder het aantal in het jaar.", en: "The observation under the number in the year."}
order: [series_id, time_period]
parameters:
  significance: {value: 0.05, nl: "Onder deze kans is een verschil meer dan toeval.", en: "Below this chance a difference is more than chance."}
*/
with whole as (
  select *
  from mart.extract_breakdown
  where series_id = 'extract_total_offence' and dimension = 'total'
),

outside as (
  select
    time_period,
    obs_value
  from mart.extract_breakdown
  where series_id = 'extract_total_offence' and dimension = 'cluster' and category = 'outside_cluster'
)

select
  whole.time_period,
  change.previous_period,
  whole.series_id,
  whole.obs_value,
  whole.obs_status,
  previous.obs_value as previous_value,
  case
    when previous.obs_value is not null and whole.obs_value is not null then cluster_change_p([1.0], [previous.obs_value], [whole.obs_value])
  end as change_p,
  outside.obs_value as outside_value,
  outside_previous.obs_value as outside_previous,
  case
    when outside_previous.obs_value is not null and outside.obs_value is not null
      then cluster_change_p([1.0], [outside_previous.obs_value], [outside.obs_value])
  end as outside_p,
  change.clusters,
  change.previous_clusters,
  change.cluster_p,
  case
    when change.cluster_p is null or whole.obs_value is null or previous.obs_value is null then null
    when change.cluster_p >= $significance then 'chance'
    when whole.obs_value > previous.obs_value then 'higher'
    else 'lower'
  end as change_meaning,
  whole.operation,
  whole.publications,
  whole.lineage
from whole
join raw.extract_change as change using (time_period)
join whole as previous on previous.time_period = change.previous_period
left join outside on outside.time_period = whole.time_period
left join outside as outside_previous on outside_previous.time_period = change.previous_period
