/*
grain: {nl: "Eén cijfer zoals één publicatie het gaf.", en: "One figure as one publication gave it."}
columns:
  observation_id: {nl: "Vaste sleutel: publicatie en volgnummer.", en: "Permanent id: publication and sequence number."}
  series_id: {nl: "De reeks.", en: "The series."}
  body: {nl: "Wie telt of, bij een opgave, wie haar publiceert (core.series, counted_by).", en: "Who counts or, of a return, who publishes it (core.series, counted_by)."}
  category_original: {nl: "De woorden van de publicatie.", en: "The words of the publication."}
  time_period: {nl: "Periode (SDMX); leeg als de bron haar niet noemt.", en: "Period (SDMX); empty when the source does not state it."}
  time_note: {nl: "Wat de periode betekent als dat niet het jaartotaal is.", en: "What the period means when it is not the total of the year."}
  obs_value: {nl: "Het cijfer; leeg als het vertrouwelijk is.", en: "The figure; empty when it is confidential."}
  unit: {nl: "Aantal of procent.", en: "Count or per cent."}
  base: {nl: "Waarvan een percentage een deel is, in de woorden van de bron.", en: "What a percentage is a share of, in the words of the source."}
  base_value: {nl: "Grootte van die basis, als de bron die zonder twijfel noemt.", en: "Size of that base, when the source states it without doubt."}
  revised: {nl: "Of de publicatie zelf zegt dat zij het cijfer herzag; core.preferred weet ook van latere publicaties.", en: "Whether the publication itself says that it revised the figure; core.preferred knows of later publications as well."}
  obtained: {nl: "Gedrukt, volgend uit de tekst van de publicatie, of geteld in de extractie.", en: "Printed, following from the text of the publication, or counted in the extract."}
  note: {nl: "Aantekening bij het verzamelen.", en: "Note made on collection."}
key: [observation_id]
*/
with figures as (
  select
    observation_id,
    publication_id,
    series_id,
    dimension,
    category,
    category_original,
    time_period,
    time_note,
    obs_value,
    unit,
    base,
    base_value,
    obs_status,
    'F' as conf_status,
    revised,
    obtained,
    precision,
    pointer,
    note,
    source_file,
    source_line
  from raw.observation
),

inhabitants as (
  select
    observation_id,
    publication_id,
    series_id,
    'total' as dimension,
    'total' as category,
    strftime(reference_date, '%Y-%m-%d') as category_original,
    time_period,
    null as time_note,
    population as obs_value,
    'count' as unit,
    null as base,
    null as base_value,
    'A' as obs_status,
    'F' as conf_status,
    false as revised,
    obtained,
    precision,
    'table' as pointer,
    note,
    source_file,
    source_line
  from raw.population
),

extracted as (
  select
    observation_id,
    publication_id,
    series_id,
    dimension,
    category,
    category as category_original,
    time_period,
    null as time_note,
    obs_value,
    'count' as unit,
    null as base,
    null as base_value,
    obs_status,
    conf_status,
    false as revised,
    'counted' as obtained,
    'exact' as precision,
    null as pointer,
    null as note,
    null as source_file,
    null as source_line
  from raw.extract_observation
),

observations as (
  select * from figures
  union all
  select * from inhabitants
  union all
  select * from extracted
)

select
  observations.observation_id,
  observations.publication_id,
  observations.series_id,
  series.body,
  series.population,
  series.unit_of_count,
  observations.dimension,
  observations.category,
  observations.category_original,
  observations.time_period,
  try_cast(observations.time_period as integer) as year,
  observations.time_note,
  cast(observations.obs_value as double) as obs_value,
  observations.unit,
  observations.base,
  cast(observations.base_value as bigint) as base_value,
  observations.obs_status,
  -- Counts of a real extract are for internal use.
  case when observations.conf_status = 'F' and publication.internal then 'N' else observations.conf_status end as conf_status,
  observations.revised,
  observations.obtained,
  observations.precision,
  observations.pointer,
  observations.note,
  observations.source_file,
  observations.source_line
from observations
join raw.series as series using (series_id)
left join core.publication as publication on publication.publication_id = observations.publication_id
