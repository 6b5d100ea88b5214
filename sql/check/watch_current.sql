/*
severity: warning
whole: true
must_not:
  nl: "Een meting van de controles die is gedaan met andere getoonde cijfers dan nu, of bij een eerste meting nog niet is gedaan."
  en: "A measurement of the checks that was made with other shown figures than now, or has not been made yet."
do:
  nl: "De cijfers zijn goed zoals ze zijn, en wie ze opneemt hoeft niets te doen. Wie het programma onderhoudt, meet opnieuw met make mutants en neemt data/definitions/watch.csv op."
  en: "The figures are right as they are, and who accepts them need do nothing. Who maintains the program measures again with make mutants and accepts data/definitions/watch.csv."
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
