-- A measure has another status than the letter gives it.
with another as (
  select
    code,
    coalesce(lead(code) over (order by code), min(code) over ()) as other,
    coalesce(lead(label_nl) over (order by code), min_by(label_nl, code) over ()) as other_label
  from raw.codelist_measure_status
)

select
  letter_measure.letter_id || '/' || letter_measure.measure_number as mutant,
  format(
    'update raw.letter_measure set status = ''{}'', status_text = ''{}'' where letter_id = ''{}'' and measure_number = {}',
    another.other,
    another.other_label,
    letter_measure.letter_id,
    letter_measure.measure_number
  ) as change
from raw.letter_measure as letter_measure
join another on another.code = letter_measure.status
order by letter_measure.letter_date, letter_measure.letter_id, letter_measure.position
