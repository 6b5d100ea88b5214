/*
severity: warning
must_not:
  nl: "Een meting van de controles die is gedaan met andere getoonde cijfers dan nu, of bij een eerste meting nog niet is gedaan."
  en: "A measurement of the checks that was made with other shown figures than now, or has not been made yet."
do:
  nl: "Meet opnieuw met make mutants en neem data/definitions/watch.csv op."
  en: "Measure again with make mutants and accept data/definitions/watch.csv."
*/
with shown as (
  select count(distinct observation.observation_id) as figures
  from meta.lineage as lineage
  join raw.observation as observation using (observation_id)
)

select
  watch.kind,
  watch.tried,
  watch.one_in,
  shown.figures
from raw.watch as watch
cross join shown
where watch.kind = 'value-one-more' and watch.tried <> ceil(shown.figures / watch.one_in)
