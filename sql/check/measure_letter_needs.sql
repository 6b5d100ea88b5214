/*
severity: error
must_not:
  nl: "Een brief waar naast de tekst nog iets van ontbreekt."
  en: "A letter of which something beside its text is still missing."
do:
  nl: "Voeg rijen toe in de genoemde bestanden van data/: wie de brief uitgaf en wanneer (letters/publications.csv), wiens maatregelen hij bevat (letters/letter.csv), per maatregel de zin die de status draagt of een lege zin (measures/measure_sentence.csv), en van een nummer dat er niet eerder was of het nieuw, vernummerd of gesplitst is (measures/measure_change.csv). Neem ze op met jaarcijfers accept."
  en: "Add rows in the files of data/ that are named: who published the letter and when (letters/publications.csv), whose measures it covers (letters/letter.csv), for each measure the sentence that carries the status or an empty one (measures/measure_sentence.csv), and of a number that was not there before whether it is new, renumbered or split off (measures/measure_change.csv). Take them in with jaarcijfers accept."
*/
with mentioned_letter as (
  select letter_id from raw.letter_measure
  union
  select letter_id from raw.measure_status_by_hand
),

named_letter as (
  select letter_id from mentioned_letter
  union
  select letter_id from raw.letter
),

-- A letter that is not described yet counts as the last one.
first_mention as (
  select
    measure_id,
    first(letter_id order by letter_order nulls last) as letter_id
  from core.measure_status
  group by measure_id
),

first_letter as (
  select first(letter_id order by letter_order nulls last) as letter_id
  from core.measure_status
),

need as (
  select
    letter_id,
    'letters/publications.csv' as file,
    null as measure_id
  from named_letter
  where letter_id not in (select publication_id from core.publication)
  union all
  select
    letter_id,
    'letters/letter.csv',
    null
  from named_letter
  where letter_id not in (select letter_id from raw.letter)
  union all
  select
    letter_id,
    'measures/measure_status_by_hand.csv',
    null
  from named_letter
  where letter_id not in (select letter_id from mentioned_letter)
  union all
  select
    measure_status.letter_id,
    'measures/measure_sentence.csv',
    measure_status.measure_id
  from core.measure_status as measure_status
  left join raw.measure_sentence as sentence
    on sentence.publication_id = measure_status.letter_id
    and sentence.measure_id = measure_status.measure_id
  where sentence.measure_id is null and not measure_status.by_hand
  union all
  select
    first_mention.letter_id,
    'measures/measure_change.csv',
    first_mention.measure_id
  from first_mention
  join first_letter on first_letter.letter_id <> first_mention.letter_id
  left join raw.measure_change as change
    on change.letter_id = first_mention.letter_id
    and change.measure_id = first_mention.measure_id
  where change.measure_id is null
)

select
  letter_id,
  file,
  string_agg(measure_id, ', ' order by try_cast(regexp_extract(measure_id, '^\d+') as integer), measure_id) as measures
from need
group by letter_id, file
order by letter_id, file
