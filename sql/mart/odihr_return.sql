/*
grain:
  nl: "Eén cijfer van de opgave aan ODIHR: per jaar, stap, uitsplitsing en categorie. Motieven overlappen en worden nooit opgeteld. Een jaar dat niet om is, staat er niet in."
  en: "One figure of the return to ODIHR: per year, stage, breakdown and category. Bias motivations overlap and are never added. A year that is not over is not in it."
columns:
  body: {nl: "Wie telt of, bij een opgave, wie haar publiceert (core.series, counted_by).", en: "Who counts or, of a return, who publishes it (core.series, counted_by)."}
  obs_value: {type: BIGINT, nl: "De waarde; leeg als zij vertrouwelijk is.", en: "The value; empty when it is confidential."}
  obtained: {nl: "Gedrukt, volgend uit de tekst, hier berekend, of geteld in de extractie.", en: "Printed, following from the text, computed here, or counted in the extract."}
  stage: {nl: "Stap: police, prosecuted of sentenced.", en: "Stage: police, prosecuted or sentenced."}
  origin: {nl: "published: zoals ODIHR het publiceerde; extract: geteld in de extractie volgens de werkdefinities.", en: "published: as ODIHR published it; extract: counted in the extract by the working definitions."}
key: [stage, origin, series_id, dimension, category, time_period]
chart: true
*/
with stages as (
  select 'odihr_hate_crime_incident' as series_id, 'police' as stage, 'published' as origin
  union all
  select 'odihr_prosecuted', 'prosecuted', 'published'
  union all
  select 'odihr_sentenced', 'sentenced', 'published'
  union all
  select 'extract_prosecuted_hate_crime', 'prosecuted', 'extract'
  union all
  select 'extract_sentenced_hate_crime', 'sentenced', 'extract'
)

select
  figure.* replace (cast(figure.obs_value as bigint) as obs_value),
  stages.stage,
  stages.origin
from core.figure as figure
join stages using (series_id)
left join core.part_year as part on part.time_period = figure.time_period and stages.origin = 'extract'
where
  figure.unit = 'count'
  and part.time_period is null
  and figure.dimension in ('total', 'disposal', 'verdict', 'bias_motivation', 'crime_type')
