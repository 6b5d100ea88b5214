/*
severity: error
must_not:
  nl: "Een aantal uit de extractie, ook nul, in een jaar waarin het niet kon worden geteld: de code of de werkdefinitie gold niet. Of niet van toepassing (M) waar zij wel gold."
  en: "A count of the extract, zero too, in a year in which it could not be counted: the code or the working definition did not hold. Or not applicable (M) where it did hold."
do:
  nl: "Herstel sql/extract/figure.sql, of de jaren in data/definitions of data/codelists/extract_code.csv."
  en: "Correct sql/extract/figure.sql, or the years in data/definitions or data/codelists/extract_code.csv."
*/
with figure as (
  select
    observation_id,
    series_id,
    dimension,
    category,
    cast(time_period as integer) as year,
    obs_value,
    obs_status
  from core.observation
  where starts_with(series_id, 'extract_')
),

first_hate_crime as (
  select min(valid_from) as year
  from core.classification_rule
  where offence_class = 'hate_crime'
),

held as (
  select
    figure.*,
    case
      when contains(figure.series_id, 'hate_crime') then figure.year >= (select year from first_hate_crime)
      when figure.dimension = 'offence_class' then exists (
        select 1
        from core.classification_rule as rule
        where
          figure.category in (rule.offence_class, 'undecided')
          and figure.year between rule.valid_from and coalesce(rule.valid_to, figure.year)
      )
      when figure.dimension = 'classification_rule' then exists (
        select 1
        from core.classification_rule as rule
        where
          figure.category in (rule.rule_id, 'none')
          and figure.year between rule.valid_from and coalesce(rule.valid_to, figure.year)
      )
      else not exists (
        select 1
        from core.extract_code as code
        where
          code.dimension = figure.dimension
          and code.code = figure.category
          and (
            figure.year < year(code.valid_from)
            -- What holds on the day of the offence can come in much later.
            or (figure.year > year(code.valid_to) and code.dimension not in ('article', 'place', 'event', 'ground'))
          )
      )
    end as could_be_counted
  from figure
)

select
  observation_id,
  obs_value,
  obs_status
from held
where
  (not could_be_counted and coalesce(obs_value = 0, false))
  or (not could_be_counted and obs_status <> 'M' and (contains(series_id, 'hate_crime') or dimension in ('offence_class', 'classification_rule')))
  -- A bias motivation and a type of crime can also begin later than hate crime itself.
  or (could_be_counted and obs_status = 'M' and dimension not in ('bias_motivation', 'crime_type'))
