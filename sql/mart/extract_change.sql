/*
grain:
  nl: "De instroom van de extractie in één jaar met die in het jaar ervoor, met en zonder clusters. Is het jaar niet om, dan van beide het deel tot en met dezelfde dag."
  en: "The inflow of the extract in one year with that of the year before, with and without clusters. When the year is not over, of both the part up to the same day."
columns:
  previous_period: {nl: "Het jaar ervoor.", en: "The year before."}
  last_day: {nl: "Laatste dag die van het jaar meetelt, als het niet om is; anders leeg.", en: "Last day of the year that counts, when it is not over; else empty."}
  previous_last_day: {type: DATE, nl: "Dezelfde dag in het jaar ervoor; leeg bij hele jaren.", en: "The same day in the year before; empty for whole years."}
  series_id: {nl: "De reeks.", en: "The series."}
  obs_value: {type: BIGINT, nl: "Aantal feiten in het jaar.", en: "Number of offences in the year."}
  obs_status: {nl: "Status daarvan.", en: "Its status."}
  previous_value:
    type: BIGINT
    nl: "Aantal in het jaar ervoor, of in het deel ervan; leeg als dat of de rest van het jaar 1 tot en met 4 is."
    en: "Number in the year before, or in the part of it; empty when that or the rest of the year is 1 to 4."
  change_p: {nl: "Kans op zo'n verschil of een groter als elk feit los stond.", en: "Chance of such a difference or a larger one if every offence stood alone."}
  outside_value: {type: BIGINT, nl: "Aantal in het jaar, buiten clusters.", en: "Number in the year, outside clusters."}
  outside_previous:
    type: BIGINT
    nl: "Aantal in het jaar ervoor, of in het deel ervan, buiten clusters; leeg als er 1 tot en met 4 in of buiten clusters uit te berekenen zouden zijn."
    en: "Number in the year before, or in the part of it, outside clusters; empty when 1 to 4 in or outside clusters could be worked out from it."
  outside_p: {type: DOUBLE, nl: "Die kans voor de feiten buiten clusters.", en: "That chance for the offences outside clusters."}
  clusters: {type: BIGINT, nl: "Aantal clusters in het jaar; leeg bij 1 tot en met 4.", en: "Number of clusters in the year; empty for 1 to 4."}
  previous_clusters: {type: BIGINT, nl: "Aantal clusters in het jaar ervoor; leeg bij 1 tot en met 4.", en: "Number of clusters in the year before; empty for 1 to 4."}
  cluster_p: {type: DOUBLE, nl: "Die kans als alleen clusters en zaken los van elkaar staan (exacte toets op clusters).", en: "That chance if only clusters and cases stand apart (exact test on clusters)."}
  change_meaning:
    nl: "higher of lower als het verschil meer is dan toeval verklaart, anders chance; leeg waar dat niet te zeggen is: zie not_judged."
    en: "higher or lower when the difference is more than chance explains, else chance; empty where that cannot be said: see not_judged."
  not_judged:
    nl: "Waarom er geen oordeel is. synthetic: verzonnen cijfers; event: in een van de jaren zit een bekende gebeurtenis; cluster: in een van de jaren zit een cluster; anders leeg."
    en: "Why there is no verdict. synthetic: made-up figures; event: a known event is in one of the years; cluster: a cluster is in one of the years; else empty."
  operation: {nl: "given: het aantal staat zo in de extractie.", en: "given: the count stands so in the extract."}
  publications: {nl: "De extractie.", en: "The extract."}
  lineage: {nl: "De waarneming onder het aantal in het jaar.", en: "The observation under the number in the year."}
key: [series_id, time_period]
*/
with counted as (
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
),

-- Years of which a publication names an event in the figure that the extract counts.
eventful as (
  select distinct published.time_period
  from core.observation as published
  join core.event_figure as event_figure using (observation_id)
  where
    published.series_id = 'om_total_offence'
    and published.dimension = 'total'
    and event_figure.included
),

made_up as (
  select publication_id
  from core.publication
  where synthetic
),

-- A part of a year stands beside the same part of the year before, never beside the
-- whole of it.
pair as (
  select
    counted.time_period,
    change.previous_period,
    change.last_day,
    change.previous_last_day,
    counted.series_id,
    counted.obs_value,
    counted.obs_status,
    counted.conf_status,
    counted.revised,
    case when change.last_day is null then previous.obs_value else change.part_previous end as previous_value,
    outside.obs_value as outside_value,
    case when change.last_day is null then outside_previous.obs_value else change.part_outside_previous end as outside_previous,
    change.clusters,
    change.previous_clusters,
    change.cluster_p,
    case
      when list_has_any(counted.publications, (select coalesce(list(publication_id), []) from made_up)) then 'synthetic'
      when counted.time_period in (from eventful) or change.previous_period in (from eventful) then 'event'
      when change.clusters > 0 or change.previous_clusters > 0 or change.clusters is null or change.previous_clusters is null then 'cluster'
    end as not_judged,
    counted.operation,
    counted.publications,
    counted.lineage
  from counted
  join raw.extract_change as change using (time_period)
  join counted as previous on previous.time_period = change.previous_period
  left join outside on outside.time_period = counted.time_period
  left join outside as outside_previous on outside_previous.time_period = change.previous_period
)

select
  time_period,
  try_cast(time_period as integer) as year,
  previous_period,
  last_day,
  previous_last_day,
  series_id,
  obs_value,
  obs_status,
  conf_status,
  revised,
  previous_value,
  case
    when previous_value is not null and obs_value is not null then cluster_change_p([1.0], [previous_value], [obs_value])
  end as change_p,
  outside_value,
  outside_previous,
  case
    when outside_previous is not null and outside_value is not null then cluster_change_p([1.0], [outside_previous], [outside_value])
  end as outside_p,
  clusters,
  previous_clusters,
  case when obs_value is not null and previous_value is not null then cluster_p end as cluster_p,
  case
    when not_judged is not null or cluster_p is null or obs_value is null or previous_value is null then null
    when cluster_p >= $significance then 'chance'
    when obs_value > previous_value then 'higher'
    else 'lower'
  end as change_meaning,
  not_judged,
  operation,
  publications,
  lineage
from pair
