/*
severity: error
must_not:
  nl: "Brieven waarvan niet vaststaat welke de laatste is, of waarvan de datum op twee plaatsen verschilt."
  en: "Letters of which it is not certain which is the last, or whose date differs between two places."
do:
  nl: "Geef de datum preciezer in data/letters/publications.csv en in datapackage.json, of noem in after_letter_id van data/letters/letter.csv de brief die ervoor kwam."
  en: "Give the date more exactly in data/letters/publications.csv and in datapackage.json, or name in after_letter_id of data/letters/letter.csv the letter that came before."
*/
select
  later.letter_id,
  later.letter_date,
  earlier.letter_id as other_letter_id,
  earlier.letter_date as other_date
from core.letter as later
join core.letter as earlier on earlier.letter_order < later.letter_order
where
  (starts_with(later.letter_date, earlier.letter_date) or starts_with(earlier.letter_date, later.letter_date))
  and later.after_letter_id is distinct from earlier.letter_id
union all
select
  letter.letter_id,
  letter.letter_date,
  letter.after_letter_id,
  earlier.letter_date
from core.letter as letter
left join core.letter as earlier on earlier.letter_id = letter.after_letter_id
where letter.after_letter_id is not null and coalesce(earlier.letter_order >= letter.letter_order, true)
union all
select distinct
  letter.letter_id,
  letter.letter_date,
  letter_measure.letter_id,
  letter_measure.letter_date
from core.letter as letter
join raw.letter_measure as letter_measure using (letter_id)
where letter.letter_date is distinct from letter_measure.letter_date
union all
select
  letter_id,
  letter_date,
  null,
  null
from core.letter
where letter_date is null
