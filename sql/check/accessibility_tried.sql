/*
severity: error
must_not:
  nl: "Een criterium van toegankelijkheid dat niet zegt hoe en wanneer het is geprobeerd, of dat dat zegt en niet is geprobeerd."
  en: "A criterion of accessibility that does not say how and when it was tried, or that says so and was not tried."
do:
  nl: "Geef in data/definitions/accessibility.csv tried (test, hand of both), bij test de namen in tests, en de dag in tried_on; of zet outcome op not_tried, tried op none en laat de rest leeg."
  en: "Give in data/definitions/accessibility.csv tried (test, hand or both), for a test its names in tests, and the day in tried_on; or make outcome not_tried and tried none, and leave the rest empty."
*/
select
  criterion,
  outcome,
  tried,
  tests,
  tried_on
from raw.accessibility
where (outcome = 'not_tried') <> (tried = 'none')
  or (tried = 'none') <> (tried_on is null)
  or (tried in ('test', 'both')) <> (tests is not null)
