/*
severity: error
must_not:
  nl: "Een artikel zonder regel, met twee regels voor hetzelfde jaar, of een regel voor een artikel dat niet bestaat."
  en: "An article without a rule, with two rules for the same year, or a rule for an article that does not exist."
do:
  nl: "Zet in data/definitions/classification_rule.csv voor elk artikel precies één regel per jaar; undecided is een klasse."
  en: "Put in data/definitions/classification_rule.csv exactly one rule a year for each article; undecided is a class."
*/
with article as (
  select code
  from core.code
  where codelist = 'category' and dimension = 'article'
)

select
  article.code as article,
  'no rule' as fault
from article
left join mart.classification_rule as rule on rule.article = article.code
where rule.article is null
union all
select
  rule.article,
  'no such article'
from mart.classification_rule as rule
left join article on article.code = rule.article
where article.code is null
union all
select
  rule.article,
  'two rules for one year'
from mart.classification_rule as rule
join mart.classification_rule as other
  on other.article = rule.article
  and other.rule_id > rule.rule_id
  and other.valid_from <= coalesce(rule.valid_to, 9999)
  and rule.valid_from <= coalesce(other.valid_to, 9999)
