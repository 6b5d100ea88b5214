/*
severity: error
must_not:
  nl: "Een brief waar naast de tekst nog iets van ontbreekt."
  en: "A letter of which something beside its text is still missing."
do:
  nl: "Vul bij elke regel hieronder aan wat de kolom needs noemt, in het bestand van de kolom file; neem het daarna op met jaarcijfers accept."
  en: "For each row below add what the column needs names, in the file of the column file; then take it in with jaarcijfers accept."
*/
with mentioned_letter as (
  select letter_id, 1 as place from raw.letter_measure
  union
  select letter_id, 1 from raw.measure_status_by_hand
),

named_letter as (
  select letter_id from mentioned_letter
  union
  select letter_id from raw.letter
),

first_mention as (
  select
    measure_id,
    min(letter_order) as letter_order
  from core.measure_status
  group by measure_id
),

need as (
  select
    letter_id,
    null as measure_id,
    'publication_id, title, publisher, rank, published, language' as needs,
    'data/letters/publications.csv' as file
  from named_letter
  where letter_id not in (select publication_id from core.publication)
  union all
  select
    letter_id,
    null,
    'letter_id, scope, reference',
    'data/letters/letter.csv'
  from named_letter
  where letter_id not in (select letter_id from raw.letter)
  union all
  select
    letter_id,
    null,
    'measure_id, title, status, status_text, pointer, decided_by',
    'data/measures/measure_status_by_hand.csv'
  from named_letter
  where letter_id not in (select letter_id from mentioned_letter)
  union all
  select
    measure_status.letter_id,
    measure_status.measure_id,
    'sentence',
    'data/measures/measure_sentence.csv'
  from core.measure_status as measure_status
  left join raw.measure_sentence as sentence
    on sentence.publication_id = measure_status.letter_id
    and sentence.measure_id = measure_status.measure_id
  where sentence.measure_id is null and not measure_status.by_hand
  union all
  select
    measure_status.letter_id,
    measure_status.measure_id,
    'kind: new, renumbered, split',
    'data/measures/measure_change.csv'
  from core.measure_status as measure_status
  join first_mention using (measure_id)
  left join raw.measure_change as change
    on change.letter_id = measure_status.letter_id
    and change.measure_id = measure_status.measure_id
  where measure_status.letter_order = first_mention.letter_order and measure_status.letter_order > 1 and change.measure_id is null
)

select
  letter_id,
  measure_id,
  needs,
  file
from need
order by letter_id, file, measure_id
