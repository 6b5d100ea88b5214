/*
severity: error
must_not:
  nl: "Een zin bij een maatregel die niet woordelijk in de brief staat."
  en: "A sentence with a measure that does not stand in the letter word for word."
do:
  nl: "Neem de zin over uit de brief in data/measures/measure_sentence.csv, of laat de zin leeg als geen zin de status draagt."
  en: "Copy the sentence from the letter into data/measures/measure_sentence.csv, or leave it empty when no sentence carries the status."
*/
select
  sentence.publication_id,
  sentence.measure_id,
  sentence.sentence
from raw.measure_sentence as sentence
left join core.measure_status as measure_status
  on measure_status.letter_id = sentence.publication_id
  and measure_status.measure_id = sentence.measure_id
where
  measure_status.measure_id is null
  or sentence.sentence is not null and not contains(regexp_replace(coalesce(measure_status.narrative, ''), '\s+', ' ', 'g'), sentence.sentence)
