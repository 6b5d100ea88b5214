/*
severity: error
must_not:
  nl: "Een grond die het artikel op de dag van het feit niet kent (data/definitions/article_ground.csv)."
  en: "A ground that the article does not have on the day of the offence (data/definitions/article_ground.csv)."
do:
  nl: "Verbeter het artikel of de grond. Tot dan telt het feit bij de gronden als grond afgewezen; laat de grond niet weg, want dan lijkt het alsof er geen is vastgelegd. Is de wet veranderd, dan krijgt het paar een rij met bron in dat bestand."
  en: "Correct the article or the ground. Until then the offence counts among the grounds as ground rejected; do not leave the ground out, since then it seems that none was recorded. When the law has changed, the pair gets a row with its source in that file."
ranges: {of: accepted.offence, key: offence_number}
*/
with bound as (
  select
    article,
    string_agg(ground, ', ' order by ground) as grounds
  from raw.article_ground
  group by article
)

select
  'ground' as table_name,
  ground.file,
  ground.record,
  'ground' as column_name,
  ground.ground as value,
  outcome.article || ': ' || bound.grounds as expected,
  -- It gets the year of its offence or case where that is known.
  cast(null as varchar) as period
from accepted.ground as ground
join record.outcome as outcome using (offence_number)
join bound on bound.article = outcome.article
left join raw.article_ground as pair on pair.article = outcome.article and pair.ground = ground.ground
where (
    pair.article is null
    or coalesce(outcome.offence_date, outcome.inflow_date) < pair.valid_from
    or outcome.offence_date > pair.valid_to
  )
  and ground.offence_number >= $lower and ($upper is null or ground.offence_number < $upper)
