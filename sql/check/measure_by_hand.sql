/*
severity: error
must_not:
  nl: "Een status die met de hand is overgenomen en ook uit de brief is gelezen, of een regel over een brief die er niet is."
  en: "A status taken over by hand that was read from the letter as well, or a row about a letter that is not there."
do:
  nl: "Laat de regel weg als de brief leesbaar is; laat anders de regels van de brief weg in data/letters/letter_line.csv. Noem een brief van data/letters/letter.csv."
  en: "Leave the row out when the letter can be read; else leave out the lines of the letter in data/letters/letter_line.csv. Name a letter of data/letters/letter.csv."
*/
select
  by_hand.letter_id,
  by_hand.measure_id,
  by_hand.status as status_by_hand,
  letter_measure.status as status_read
from raw.measure_status_by_hand as by_hand
join raw.letter_measure as letter_measure
  on letter_measure.letter_id = by_hand.letter_id
  and letter_measure.measure_id = by_hand.measure_id
union all
select
  letter_id,
  measure_id,
  status,
  null
from raw.measure_status_by_hand
where letter_id not in (select letter_id from raw.letter)
union all
select
  letter_id,
  first_line || '-' || last_line,
  null,
  null
from raw.letter_line
where letter_id not in (select letter_id from raw.letter)
