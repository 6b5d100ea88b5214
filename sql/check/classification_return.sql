/*
severity: error
must_not:
  nl: "Een grond die een extractie mag hebben zonder precies één motief, een artikel zonder precies één soort delict en één soort feit, of een code die niet bestaat."
  en: "A ground that an extract may use without exactly one bias motivation, an article without exactly one type of crime and one kind, or a code that does not exist."
do:
  nl: "Werk bias_motivation.csv, crime_type.csv en article_kind.csv in data/definitions bij naar data/codelists/extract_code.csv."
  en: "Bring bias_motivation.csv, crime_type.csv and article_kind.csv in data/definitions into line with data/codelists/extract_code.csv."
*/
with mapping as (
  select 'ground' as dimension, ground as code, 'bias_motivation' as target, bias_motivation as target_code
  from core.bias_motivation
  union all
  select 'article', article, 'crime_type', crime_type
  from core.crime_type
  union all
  select 'article', article, 'kind', kind
  from core.article_kind
),

needed as (
  select 'ground' as dimension, 'bias_motivation' as target
  union all
  select 'article', 'crime_type'
  union all
  select 'article', 'kind'
),

mapped as (
  select
    extract_code.dimension,
    extract_code.code,
    needed.target,
    count(mapping.code) as times
  from core.extract_code as extract_code
  join needed using (dimension)
  left join mapping using (dimension, code, target)
  group by extract_code.dimension, extract_code.code, needed.target
)

select
  dimension,
  code,
  target,
  case when times = 0 then 'not mapped' else 'mapped twice' end as fault
from mapped
where times <> 1
union all
select
  mapping.dimension,
  mapping.code,
  mapping.target,
  'not a code of an extract'
from mapping
anti join core.extract_code as extract_code using (dimension, code)
union all
select
  mapping.target,
  mapping.target_code,
  mapping.target,
  'no such code'
from mapping
left join core.code as code
  on code.codelist = 'category'
  and code.dimension = mapping.target
  and code.code = mapping.target_code
where code.code is null
