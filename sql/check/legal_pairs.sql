/*
severity: error
must_not:
  nl: "Een specifiek artikel zonder grond, een afdoening zonder gevolg, een code die een extractie niet mag hebben, of een paar dat ophoudt voor het begint."
  en: "A specific article without a ground, a disposal without an effect, a code that an extract may not use, or a pair that ceases before it begins."
do:
  nl: "Werk article_ground.csv en disposal_effect.csv in data/definitions bij naar data/codelists/extract_code.csv."
  en: "Bring article_ground.csv and disposal_effect.csv in data/definitions into line with data/codelists/extract_code.csv."
*/
with used as (
  select 'article' as dimension, article as code from core.article_ground
  union
  select 'ground', ground from core.article_ground
  union
  select 'disposal', disposal from core.disposal_effect
),

needed as (
  select 'article' as dimension, article as code from core.article_kind where kind = 'specific'
  union
  select dimension, code from core.extract_code where dimension = 'disposal'
)

select
  dimension,
  code,
  'not in the definitions' as fault
from needed
anti join used using (dimension, code)
union all
select
  dimension,
  code,
  'not a code of an extract'
from used
anti join core.extract_code as known using (dimension, code)
union all
select
  'article',
  article || ' ' || ground,
  'ends before it begins'
from core.article_ground
where valid_to < valid_from
