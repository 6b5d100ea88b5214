-- The invented weights of a synthetic extract, each code with its kind and its days.
select
  weight.dimension,
  weight.code,
  article_kind.kind,
  code.valid_from,
  code.valid_to,
  cast(weight.weight as double) as weight
from raw.synthetic_weight as weight
left join raw.article_kind as article_kind on weight.dimension = 'article' and article_kind.article = weight.code
left join raw.extract_code as code using (dimension, code)
order by weight.dimension, weight.code
