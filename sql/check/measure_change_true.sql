/*
severity: error
must_not:
  nl: "Een verandering van een maatregel die niet klopt met de brieven."
  en: "A change of a measure that does not fit the letters."
do:
  nl: "Verbeter de regel in data/measures/measure_change.csv: new, renumbered en split staan voor het eerst in die brief, ended niet meer; renumbered en split noemen een nummer uit een eerdere brief."
  en: "Correct the row in data/measures/measure_change.csv: new, renumbered and split are in that letter for the first time, ended no longer is; renumbered and split name a number of an earlier letter."
*/
with declared_change as (
  select
    change.letter_id,
    change.letter_order,
    change.measure_id,
    change.kind,
    change.from_measure_id,
    coalesce(bool_or(own.letter_order = change.letter_order), false) as in_letter,
    coalesce(bool_or(own.letter_order < change.letter_order), false) as in_earlier_letter,
    coalesce(bool_or(own.letter_order > change.letter_order), false) as in_later_letter
  from core.measure_change as change
  left join core.measure_status as own using (measure_id)
  group by change.letter_id, change.letter_order, change.measure_id, change.kind, change.from_measure_id
)

select
  letter_id,
  measure_id,
  kind,
  from_measure_id
from declared_change
where
  letter_order is null
  or kind = 'ended' and (in_letter or in_later_letter or not in_earlier_letter or from_measure_id is not null)
  or kind <> 'ended' and (in_earlier_letter or not in_letter)
  or kind = 'new' and from_measure_id is not null
  or kind in ('renumbered', 'split') and not exists (
    select 1
    from core.measure_status as before
    where before.measure_id = declared_change.from_measure_id and before.letter_order < declared_change.letter_order
  )
