/*
grain: {nl: "Eén aantal uit de extractie, voor onthulling is nagegaan; het blijft in de private database.", en: "One count of the extract, before disclosure was looked at; it stays in the private database."}
columns:
  series_id: {nl: "De reeks.", en: "The series."}
  dimension: {nl: "Waarnaar is uitgesplitst.", en: "What it is broken down by."}
  category: {nl: "De categorie daarbinnen.", en: "The category within it."}
  time_period: {nl: "Jaar.", en: "Year."}
  obs_value:
    nl: "Het aantal; leeg als het in dat jaar niet kon worden geteld, of als niet is geleverd waar het op rust."
    en: "The count; empty when it could not be counted in that year, or when what it rests on was not delivered."
  is_missing: {nl: "Of een tabel waar dit cijfer op rust voor dit jaar niet is geleverd.", en: "Whether a table that this figure rests on was not delivered for this year."}
  is_part: {nl: "Of het jaar nog niet om is, zodat dit het deel tot en met de dag van de extractie is.", en: "Whether the year is not over, so that this is the part up to the day of the extract."}
order: [series_id, dimension, category, time_period]
*/
-- A year in which any working definition holds; in others an offence has no class.
with ruled_year as (
  select distinct counted.inflow_year
  from extract.outcome_count as counted
  join raw.classification_rule as rule
    on counted.inflow_year between rule.valid_from and coalesce(rule.valid_to, counted.inflow_year)
),

offence as (
  select
    counted.*,
    coalesce(effect.is_prosecution, false) as is_prosecuted,
    -- A verdict is a stage after a summons. One on an offence that was joined to another
    -- case, transferred or ended in a way that is not known, stands apart.
    coalesce(effect.is_prosecution and effect.leads_to_court, false) as is_summoned,
    case when ruled_year.inflow_year is not null then coalesce(rule.offence_class, 'undecided') end as offence_class,
    case when ruled_year.inflow_year is not null then coalesce(rule.rule_id, 'none') end as rule_id
  from extract.outcome_count as counted
  left join ruled_year using (inflow_year)
  left join raw.disposal_effect as effect on effect.disposal = counted.disposal
  left join raw.classification_rule as rule
    on rule.article = counted.article
    and counted.inflow_year between rule.valid_from and coalesce(rule.valid_to, counted.inflow_year)
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
  select 'extract_total_offence', 'offence_class', offence_class, inflow_year, offences from offence where offence_class is not null
  union all
  select 'extract_total_offence', 'classification_rule', rule_id, inflow_year, offences from offence where rule_id is not null
  union all
  select 'extract_total_offence', 'ground', coalesce(ground, 'none_recorded'), inflow_year, offences
  from extract.ground_count
  where ground_fault is null
    -- Where no offence has a ground, grounds were not delivered.
    and inflow_year in (select inflow_year from extract.ground_count where ground <> 'rejected' and ground_fault is null)
  union all
  select 'extract_total_offence', 'stage', 'inflow', inflow_year, offences from offence
  union all
  select 'extract_total_offence', 'stage', 'disposed', inflow_year, offences from offence where disposal is not null
  union all
  select 'extract_total_offence', 'stage', 'prosecuted', inflow_year, offences from offence where is_prosecuted
  union all
  select 'extract_total_offence', 'stage', 'summoned', inflow_year, offences from offence where is_summoned
  union all
  select 'extract_total_offence', 'stage', 'verdict', inflow_year, offences from offence where is_summoned and verdict is not null
  union all
  select 'extract_total_offence', 'stage', 'convicted', inflow_year, offences from offence where is_summoned and verdict = 'conviction'
  union all
  select 'extract_total_offence', 'verdict_without_summons', disposal, inflow_year, offences
  from offence
  where not is_summoned and verdict is not null
  union all
  select 'extract_disposed_offence', 'disposal', disposal, disposal_year, offences from offence where disposal is not null
  union all
  select 'extract_judged_offence', 'verdict', verdict, verdict_year, offences from offence where is_summoned and verdict is not null
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
  select 'extract_prosecuted_hate_crime', 'total', 'total', disposal_year, offences from hate_crime where is_prosecuted
  union all
  select 'extract_prosecuted_hate_crime', 'crime_type', crime_type, disposal_year, offences from hate_crime where is_prosecuted
  union all
  select 'extract_prosecuted_hate_crime', 'bias_motivation', bias_motivation, disposal_year, offences from extract.bias_count where disposal_year is not null
  union all
  select 'extract_sentenced_hate_crime', 'total', 'total', verdict_year, offences from hate_crime where is_summoned and verdict = 'conviction'
  union all
  select 'extract_sentenced_hate_crime', 'crime_type', crime_type, verdict_year, offences from hate_crime where is_summoned and verdict = 'conviction'
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

-- What a figure is counted among: it could be zero in every year that has those.
counted_among as (
  select
    unnest([
      'extract_total_offence', 'extract_total_offence', 'extract_total_offence', 'extract_specific_offence', 'extract_codis_offence'
    ]) as series_id,
    unnest(['offence_class', 'classification_rule', 'verdict_without_summons', 'total', 'total']) as dimension,
    'extract_total_offence' as among_series_id,
    'total' as among_dimension
  union all
  select
    hate_crime_series.series_id,
    broken_down.dimension,
    hate_crime_series.among_series_id,
    hate_crime_series.among_dimension
  from (
    select
      unnest(['extract_hate_crime_offence', 'extract_prosecuted_hate_crime', 'extract_sentenced_hate_crime']) as series_id,
      unnest(['extract_total_offence', 'extract_disposed_offence', 'extract_judged_offence']) as among_series_id,
      unnest(['total', 'disposal', 'verdict']) as among_dimension
  ) as hate_crime_series
  cross join (select unnest(['total', 'crime_type', 'bias_motivation']) as dimension) as broken_down
),

-- How long an offence can be open, by how many months before the day of the extract it
-- came in (extract.outcome_count).
age_class as (
  select
    unnest(['under_3_months', 'months_3_6', 'months_6_12', 'years_1_2', 'years_2_plus']) as case_age,
    unnest([0, 3, 6, 12, 24]) as least_months,
    unnest([3, 6, 12, 24, null]) as most_months
),

category as (
  select distinct series_id, dimension, category from summed
  union
  select 'extract_open_offence', 'case_age', age_class.case_age
  from age_class
  where exists (select 1 from summed where series_id = 'extract_open_offence')
  union
  select series_id, dimension, 'total' from counted_among where dimension = 'total'
),

-- What is counted by the years of a table: of decisions by their own.
resting as (
  select
    unnest([
      'extract_disposed_offence', 'extract_prosecuted_hate_crime', 'extract_prosecuted_hate_crime', 'extract_prosecuted_hate_crime',
      'extract_judged_offence', 'extract_sentenced_hate_crime', 'extract_sentenced_hate_crime', 'extract_sentenced_hate_crime',
      'extract_suspect', 'extract_suspect', 'extract_total_offence', 'extract_hate_crime_offence'
    ]) as series_id,
    unnest([
      'disposal', 'total', 'crime_type', 'bias_motivation',
      'verdict', 'total', 'crime_type', 'bias_motivation',
      'age_group', 'sex', 'ground', 'bias_motivation'
    ]) as dimension,
    unnest([
      'disposals', 'disposals', 'disposals', 'disposals',
      'verdicts', 'verdicts', 'verdicts', 'verdicts',
      'suspects', 'suspects', 'grounds', 'grounds'
    ]) as table_name
),

-- What rests on a table that was not delivered for a year is not known, also where
-- some of it was counted: a cohort rests on all decisions since, what is open on all
-- disposals and on the offences that came in so long ago, and the decisions of a year
-- on the offences of that year first.
missing_figure as (
  select
    resting.series_id,
    resting.dimension,
    cast(null as varchar) as category,
    missing.time_period as inflow_year
  from resting
  join extract.missing_year as missing using (table_name)
  union
  select distinct 'extract_total_offence', stage.dimension, stage.category, offence.inflow_year
  from offence
  cross join (
    select
      unnest(['stage', 'stage', 'stage', 'stage', 'stage', 'stage', 'stage', 'verdict_without_summons', 'verdict_without_summons']) as dimension,
      unnest(['disposed', 'prosecuted', 'summoned', 'verdict', 'verdict', 'convicted', 'convicted', null, null]) as category,
      unnest(['disposals', 'disposals', 'disposals', 'disposals', 'verdicts', 'disposals', 'verdicts', 'disposals', 'verdicts']) as table_name
  ) as stage
  join extract.missing_year as missing
    on missing.table_name = stage.table_name
    and missing.time_period >= offence.inflow_year
  union
  select distinct 'extract_open_offence', 'case_age', offence.case_age, year(info.extract_date)
  from offence
  cross join raw.extract_info as info
  join extract.missing_year as missing
    on missing.table_name = 'disposals'
    and missing.time_period >= offence.inflow_year
  where offence.case_age is not null
  union
  select distinct 'extract_open_offence', 'case_age', age_class.case_age, year(info.extract_date)
  from age_class
  cross join raw.extract_info as info
  join extract.missing_year as missing
    on missing.table_name = 'offences'
    and missing.time_period <= year(info.extract_date - to_months(age_class.least_months))
    and missing.time_period >= coalesce(year(info.extract_date - to_months(age_class.most_months) + interval 1 day), missing.time_period)
  union
  select
    resting.series_id,
    resting.dimension,
    cast(null as varchar),
    missing.time_period
  from resting
  join extract.missing_year as missing on missing.table_name = 'offences'
  where resting.table_name in ('disposals', 'verdicts')
  union
  select distinct 'extract_prosecuted_hate_crime', 'bias_motivation', cast(null as varchar), hate_crime.disposal_year
  from hate_crime
  join extract.missing_year as missing
    on missing.table_name = 'grounds'
    and missing.time_period = hate_crime.inflow_year
  where hate_crime.is_prosecuted
  union
  select distinct 'extract_sentenced_hate_crime', 'bias_motivation', cast(null as varchar), hate_crime.verdict_year
  from hate_crime
  join extract.missing_year as missing
    on missing.table_name = 'grounds'
    and missing.time_period = hate_crime.inflow_year
  where hate_crime.is_summoned and hate_crime.verdict = 'conviction'
),

missing_place as (
  select distinct
    category.series_id,
    category.dimension,
    category.category,
    missing_figure.inflow_year
  from category
  join missing_figure
    on missing_figure.series_id = category.series_id
    and missing_figure.dimension = category.dimension
    and coalesce(missing_figure.category, category.category) = category.category
),

place as (
  select
    category.series_id,
    category.dimension,
    category.category,
    summed.inflow_year
  from category
  left join counted_among using (series_id, dimension)
  join summed
    on summed.series_id = coalesce(counted_among.among_series_id, category.series_id)
    and summed.dimension = coalesce(counted_among.among_dimension, category.dimension)
  union
  select series_id, dimension, category, inflow_year from missing_place
  union
  -- The delivery says that there were none, so there were zero.
  select category.series_id, category.dimension, category.category, none.time_period
  from category
  join resting using (series_id, dimension)
  join raw.extract_none as none using (table_name)
  join extract.filled_year as filled
    on filled.time_period = none.time_period
    and (filled.table_name = 'offences' or none.table_name in ('disposals', 'verdicts'))
),

-- The years in which hate crime has rules, by what an offence must also have.
hate_crime_year as (
  select 'total' as dimension, 'total' as category, valid_from, valid_to
  from raw.classification_rule
  where offence_class = 'hate_crime'
  union all
  select 'crime_type', crime.crime_type, rule.valid_from, rule.valid_to
  from raw.classification_rule as rule
  join raw.crime_type as crime using (article)
  where rule.offence_class = 'hate_crime'
  union all
  select
    'bias_motivation',
    bias.bias_motivation,
    greatest(rule.valid_from, year(code.valid_from)),
    rule.valid_to
  from raw.classification_rule as rule
  cross join raw.bias_motivation as bias
  left join raw.extract_code as code on code.dimension = 'ground' and code.code = bias.ground
  where rule.offence_class = 'hate_crime'
),

-- When something could be counted. A category that is not here always could. What is
-- counted by the year of a decision goes on after its offences stop coming in.
countable as (
  select
    null as series_id,
    dimension,
    code as category,
    year(valid_from) as valid_from,
    -- These codes hold on the day of the offence, and it can come in much later.
    case when dimension not in ('article', 'place', 'event', 'ground') then year(valid_to) end as valid_to
  from raw.extract_code
  union all
  select 'extract_total_offence', 'offence_class', offence_class, valid_from, valid_to from raw.classification_rule
  union all
  select 'extract_total_offence', 'offence_class', 'undecided', valid_from, valid_to from raw.classification_rule
  union all
  select 'extract_total_offence', 'classification_rule', rule_id, valid_from, valid_to from raw.classification_rule
  union all
  select 'extract_total_offence', 'classification_rule', 'none', valid_from, valid_to from raw.classification_rule
  union all
  select 'extract_hate_crime_offence', dimension, category, valid_from, valid_to from hate_crime_year
  union all
  select 'extract_prosecuted_hate_crime', dimension, category, valid_from, null from hate_crime_year
  union all
  select 'extract_sentenced_hate_crime', dimension, category, valid_from, null from hate_crime_year
),

possible as (
  select
    place.series_id,
    place.dimension,
    place.category,
    place.inflow_year,
    count(countable.dimension) = 0
    or bool_or(
      place.inflow_year between coalesce(countable.valid_from, place.inflow_year) and coalesce(countable.valid_to, place.inflow_year)
    ) as could_be_counted
  from place
  left join countable
    on countable.dimension = place.dimension
    and countable.category = place.category
    and coalesce(countable.series_id, place.series_id) = place.series_id
  group by place.series_id, place.dimension, place.category, place.inflow_year
)

select
  possible.series_id,
  possible.dimension,
  possible.category,
  cast(possible.inflow_year as varchar) as time_period,
  cast(
    case when missing_place.category is null then coalesce(summed.obs_value, case when possible.could_be_counted then 0 end) end as bigint
  ) as obs_value,
  missing_place.category is not null and possible.could_be_counted as is_missing,
  -- How old open offences are is of the day itself, not of a part of a year.
  not coalesce(part.is_over, true) and possible.series_id <> 'extract_open_offence' as is_part
from possible
left join summed using (series_id, dimension, category, inflow_year)
left join missing_place using (series_id, dimension, category, inflow_year)
left join record.part_year as part using (inflow_year)
