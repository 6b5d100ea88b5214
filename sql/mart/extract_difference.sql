/*
grain: {nl: "Eén jaar en soort die zowel gepubliceerd als in de extractie geteld is.", en: "One year and kind that is published and counted in the extract as well."}
columns:
  series_id: {nl: "De reeks van de extractie.", en: "The series of the extract."}
  published_series_id: {references: core.series, nl: "De gepubliceerde reeks.", en: "The published series."}
  published_value: {type: BIGINT, nl: "Het gepubliceerde cijfer dat dit rapport gebruikt.", en: "The published figure that this report uses."}
  obs_value: {type: BIGINT, nl: "Het aantal in de extractie; leeg als het vertrouwelijk is.", en: "The count in the extract; empty when it is confidential."}
  obs_status: {nl: "Status van dat aantal.", en: "Status of that count."}
  difference: {type: BIGINT, nl: "Extractie min gepubliceerd; leeg als het jaar niet om is.", en: "Extract less published; empty when the year is not over."}
  difference_percent: {type: DOUBLE, nl: "Dat verschil als percentage van het gepubliceerde cijfer.", en: "That difference as a percentage of the published figure."}
  rejected_rows: {nl: "Feiten van dat jaar die zijn afgewezen; alleen bij het totaal, en leeg bij 1 tot en met 4.", en: "Offences of that year that were rejected; with the total only, and empty for 1 to 4."}
  reason: {nl: "Waarom zij verschillen (codelijst reason).", en: "Why they differ (codelist reason)."}
  explanation_nl: {nl: "Uitleg in het Nederlands, als die is vastgelegd.", en: "Explanation in Dutch, when one is recorded."}
  explanation_en: {nl: "Uitleg in het Engels, als die is vastgelegd.", en: "Explanation in English, when one is recorded."}
  operation: {nl: "given: het aantal staat zo in de extractie.", en: "given: the count stands so in the extract."}
  publications: {nl: "De extractie.", en: "The extract."}
  lineage: {nl: "De waarneming uit de extractie.", en: "The observation of the extract."}
key: [series_id, time_period]
*/
with pair as (
  select
    counted.time_period,
    counted.series_id,
    published.series_id as published_series_id,
    published.obs_value as published_value,
    counted.obs_value,
    counted.obs_status,
    counted.conf_status,
    counted.revised,
    part.time_period is not null as is_part,
    -- A part of a year is no whole year.
    case when part.time_period is null then counted.obs_value - published.obs_value end as difference,
    counted.publications,
    counted.lineage,
    published.lineage as published_lineage
  from mart.extract_published as counted
  join mart.extract_published as published
    on published.series_id = replace(counted.series_id, 'extract_', 'om_')
    and published.time_period = counted.time_period
  left join core.part_year as part on part.time_period = counted.time_period
  where starts_with(counted.series_id, 'extract_')
),

-- A row whose other side is known in words only bears on whatever was published.
recorded as (
  select
    side.lineage[1] as observation_id,
    side.stated_value,
    other.lineage as other_lineage,
    difference.reason,
    difference.explanation_nl,
    difference.explanation_en
  from core.difference_side as side
  join core.difference as difference using (difference_id)
  left join core.difference_side as other on other.difference_id = side.difference_id and other.side <> side.side
  where len(side.lineage) = 1
  qualify row_number() over (partition by side.lineage[1], side.stated_value, other.lineage order by side.difference_id) = 1
)

select
  pair.time_period,
  try_cast(pair.time_period as integer) as year,
  pair.series_id,
  pair.published_series_id,
  pair.published_value,
  pair.obs_value,
  pair.obs_status,
  pair.conf_status,
  pair.revised,
  pair.difference,
  100 * pair.difference / pair.published_value as difference_percent,
  case
    when pair.series_id <> 'extract_total_offence' then null
    when reject.rejected_rows is null then 0
    when reject.rejected_rows >= $least_cell then reject.rejected_rows
  end as rejected_rows,
  case
    when pair.is_part then 'part_year'
    else coalesce(recorded.reason, case when pair.difference = 0 then 'agrees' else 'unexplained' end)
  end as reason,
  recorded.explanation_nl,
  recorded.explanation_en,
  'given' as operation,
  pair.publications,
  pair.lineage
from pair
left join raw.extract_reject as reject
  on reject.table_name = 'offences' and reject.rule = '' and reject.time_period = pair.time_period
left join recorded
  on [recorded.observation_id] = pair.lineage
  and recorded.stated_value = pair.obs_value
  and (recorded.other_lineage is null or recorded.other_lineage = pair.published_lineage)
  and not pair.is_part
