/*
severity: error
must_not:
  nl: "Een grond die een uittreksel mag hebben zonder precies één motief, een artikel zonder precies één soort delict, of een code die niet bestaat."
  en: "A ground that an extract may use without exactly one bias motivation, an article without exactly one type of crime, or a code that does not exist."
do:
  nl: "Werk data/definitions/bias_motivation.csv en crime_type.csv bij naar data/codelists/extract_code.csv."
  en: "Bring data/definitions/bias_motivation.csv and crime_type.csv into line with data/codelists/extract_code.csv."
*/
with mapping as (
  select 'ground' as dimension, ground as code, 'bias_motivation' as return_dimension, bias_motivation as return_code
  from core.bias_motivation
  union all
  select 'article', article, 'crime_type', crime_type
  from core.crime_type
),

mapped as (
  select
    extract_code.dimension,
    extract_code.code,
    count(mapping.code) as rows_of_code
  from core.extract_code as extract_code
  left join mapping using (dimension, code)
  where extract_code.dimension in ('ground', 'article')
  group by extract_code.dimension, extract_code.code
)

select
  dimension,
  code,
  case when rows_of_code = 0 then 'not mapped' else 'mapped twice' end as fault
from mapped
where rows_of_code <> 1
union all
select
  mapping.dimension,
  mapping.code,
  'not a code of an extract'
from mapping
anti join core.extract_code as extract_code using (dimension, code)
union all
select
  mapping.return_dimension,
  mapping.return_code,
  'no such code'
from mapping
left join core.code as code
  on code.codelist = 'category'
  and code.dimension = mapping.return_dimension
  and code.code = mapping.return_code
where code.code is null
