/*
severity: error
must_not:
  nl: "Een artikel dat in een jaar, online of niet online, geen of twee regels heeft, of een regel voor een artikel dat niet bestaat."
  en: "An article that in a year, online or not online, has no rule or two, or a rule for an article that does not exist."
do:
  nl: "Zet in data/definitions/classification_rule.csv voor elk artikel en elk jaar precies één regel voor online en één voor niet online; any geldt voor allebei, en undecided is een klasse."
  en: "Put in data/definitions/classification_rule.csv for each article and year exactly one rule for online and one for not online; any holds for both, and undecided is a class."
*/
with article as (
  select code
  from core.code
  where codelist = 'category' and dimension = 'article'
),

-- The year after the last one named stands for all later years.
years as (
  select unnest(range(
    coalesce(min(valid_from), 0),
    coalesce(greatest(max(valid_from), max(valid_to) + 1), 0) + 1
  )) as year
  from core.classification_rule
),

situation as (
  select
    article.code as article,
    circumstance.code as circumstance,
    years.year
  from article
  cross join years
  join core.code as circumstance on circumstance.codelist = 'circumstance' and circumstance.code <> 'any'
),

ruled as (
  select
    situation.article,
    situation.circumstance,
    situation.year,
    count(rule.rule_id) as rules
  from situation
  left join core.classification_rule as rule
    on rule.article = situation.article
    and rule.circumstance in ('any', situation.circumstance)
    and situation.year between rule.valid_from and coalesce(rule.valid_to, situation.year)
  group by situation.article, situation.circumstance, situation.year
)

select
  article,
  string_agg(distinct circumstance, ', ' order by circumstance) as circumstances,
  min(year) as first_year,
  case when rules = 0 then 'no rule' else 'two rules for one year' end as fault
from ruled
where rules <> 1
group by article, fault
union all
select
  rule.article,
  rule.circumstance,
  rule.valid_from,
  'no such article'
from core.classification_rule as rule
left join article on article.code = rule.article
where article.code is null
