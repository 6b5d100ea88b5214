/*
grain: {nl: "Eén aantal uit het uittreksel, voor onthulling is nagegaan; het blijft in de private database.", en: "One count of the extract, before disclosure was looked at; it stays in the private database."}
columns:
  series_id: {nl: "De reeks.", en: "The series."}
  dimension: {nl: "Waarnaar is uitgesplitst.", en: "What it is broken down by."}
  category: {nl: "De categorie daarbinnen.", en: "The category within it."}
  time_period: {nl: "Jaar.", en: "Year."}
  obs_value: {nl: "Het aantal.", en: "The count."}
order: [series_id, dimension, category, time_period]
*/
with offence as (
  select
    counted.*,
    coalesce(rule.offence_class, 'undecided') as offence_class,
    coalesce(rule.rule_id, 'none') as rule_id
  from extract.outcome_count as counted
  left join raw.classification_rule as rule
    on rule.article = counted.article
    and counted.inflow_year between rule.valid_from and coalesce(rule.valid_to, 9999)
    and (rule.circumstance = 'any' or (rule.circumstance = 'online') = counted.online)
),

hate_crime as (
  select
    offence.*,
    crime.crime_type
  from offence
  left join raw.crime_type as crime using (article)
  where offence.offence_class = 'hate_crime'
),

counted as (
  select 'extract_total_offence' as series_id, 'total' as dimension, 'total' as category, inflow_year, offences from offence
  union all
  select 'extract_' || category || '_offence', 'total', 'total', inflow_year, offences from extract.offence_count where dimension = 'kind'
  union all
  select 'extract_total_offence', dimension, category, inflow_year, offences from extract.offence_count where dimension <> 'kind'
  union all
  select 'extract_total_offence', 'article', article, inflow_year, offences from offence
  union all
  select 'extract_total_offence', 'offence_class', offence_class, inflow_year, offences from offence
  union all
  select 'extract_total_offence', 'classification_rule', rule_id, inflow_year, offences from offence
  union all
  select 'extract_total_offence', 'ground', ground, inflow_year, offences from extract.ground_count where ground_fault is null
  union all
  select 'extract_total_offence', 'stage', 'inflow', inflow_year, offences from offence
  union all
  select 'extract_total_offence', 'stage', 'disposed', inflow_year, offences from offence where disposal is not null
  union all
  select 'extract_total_offence', 'stage', 'summoned', inflow_year, offences from offence where disposal = 'dagvaarding'
  union all
  select 'extract_total_offence', 'stage', 'verdict', inflow_year, offences from offence where verdict is not null
  union all
  select 'extract_total_offence', 'stage', 'convicted', inflow_year, offences from offence where verdict = 'conviction'
  union all
  select 'extract_disposed_offence', 'disposal', disposal, disposal_year, offences from offence where disposal is not null
  union all
  select 'extract_judged_offence', 'verdict', verdict, verdict_year, offences from offence where verdict is not null
  union all
  select 'extract_open_offence', 'case_age', offence.case_age, year(info.extract_date), offence.offences
  from offence
  cross join raw.extract_info as info
  where offence.case_age is not null
  union all
  select 'extract_suspect', dimension, category, inflow_year, suspects from extract.suspect_count where suspect_fault is null
  union all
  select 'extract_case', 'total', 'total', inflow_year, offences from (
    select inflow_year, count(*) as offences from record.criminal_case group by inflow_year
  )
  union all
  select 'extract_hate_crime_offence', 'total', 'total', inflow_year, offences from hate_crime
  union all
  select 'extract_hate_crime_offence', 'crime_type', crime_type, inflow_year, offences from hate_crime
  union all
  select 'extract_hate_crime_offence', 'bias_motivation', bias_motivation, inflow_year, offences from extract.bias_count
  union all
  select 'extract_prosecuted_hate_crime', 'total', 'total', disposal_year, offences from hate_crime where disposal = 'dagvaarding'
  union all
  select 'extract_prosecuted_hate_crime', 'crime_type', crime_type, disposal_year, offences from hate_crime where disposal = 'dagvaarding'
  union all
  select 'extract_prosecuted_hate_crime', 'bias_motivation', bias_motivation, disposal_year, offences from extract.bias_count where disposal_year is not null
  union all
  select 'extract_sentenced_hate_crime', 'total', 'total', verdict_year, offences from hate_crime where verdict = 'conviction'
  union all
  select 'extract_sentenced_hate_crime', 'crime_type', crime_type, verdict_year, offences from hate_crime where verdict = 'conviction'
  union all
  select 'extract_sentenced_hate_crime', 'bias_motivation', bias_motivation, verdict_year, offences from extract.bias_count where verdict_year is not null
),

summed as (
  select
    series_id,
    dimension,
    category,
    inflow_year,
    sum(offences) as obs_value
  from counted
  group by series_id, dimension, category, inflow_year
),

-- A category that occurs in one year and not in another is nought there, as far
-- as it could be: within the years of its breakdown and the days of its code.
possible as (
  select
    category.series_id,
    category.dimension,
    category.category,
    period.inflow_year
  from (select distinct series_id, dimension, category from summed) as category
  join (select distinct series_id, dimension, inflow_year from summed) as period using (series_id, dimension)
  left join raw.extract_code as code on code.dimension = category.dimension and code.code = category.category
  where
    period.inflow_year >= coalesce(year(code.valid_from), 0)
    and period.inflow_year <= coalesce(year(code.valid_to), 9999)
)

select
  possible.series_id,
  possible.dimension,
  possible.category,
  cast(possible.inflow_year as varchar) as time_period,
  cast(coalesce(summed.obs_value, 0) as bigint) as obs_value
from possible
left join summed using (series_id, dimension, category, inflow_year)
