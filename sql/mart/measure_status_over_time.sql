/*
grain: {nl: "Eén maatregel in één brief, vanaf de eerste brief die haar noemt; ook als een latere brief haar niet noemt.", en: "One measure in one letter, from the first letter that mentions it; also where a later letter does not mention it."}
columns:
  status: {nl: "Status in deze brief; leeg als de brief de maatregel niet noemt.", en: "Status in this letter; empty when the letter does not mention the measure."}
  previous_status: {nl: "Status in de laatste brief ervoor die haar, of het nummer waar zij uit komt, noemt.", en: "Status in the last letter before that mentions it, or the number it comes from."}
  change: {nl: "Wat er met de brief ervoor verschilt (codelijst measure_change).", en: "What differs from the letter before (codelist measure_change)."}
  from_measure_id: {nl: "Het nummer waar zij uit komt.", en: "The number it comes from."}
  continued_as: {nl: "De nummers waaronder zij verder gaat.", en: "The numbers under which it goes on."}
  note_nl: {nl: "Toelichting, in het Nederlands.", en: "Note, in Dutch."}
  note_en: {nl: "Toelichting, in het Engels.", en: "Note, in English."}
key: [measure_id, letter_order]
order: [measure_number, measure_part, letter_order]
*/
with measure_in_letter as (
  select
    measure.measure_id,
    measure.measure_number,
    measure.measure_part,
    measure.first_letter_order,
    letter.letter_id,
    letter.letter_date,
    letter.letter_order
  from core.measure as measure
  join core.letter as letter on letter.letter_order >= measure.first_letter_order
),

-- A measure that goes on under another number, from the letter on in which it does.
continued_measure as (
  select
    from_measure_id as measure_id,
    min(letter_order) as letter_order,
    string_agg(measure_id, ', ' order by letter_order, measure_id) as continued_as
  from core.measure_change
  where from_measure_id is not null
  group by from_measure_id
),

ended_measure as (
  select
    measure_id,
    letter_order,
    note_nl,
    note_en
  from core.measure_change
  where kind = 'ended'
),

begun_measure as (
  select
    measure_id,
    letter_order,
    kind,
    from_measure_id,
    note_nl,
    note_en
  from core.measure_change
  where kind <> 'ended'
),

-- The status under the same number, or under the number it comes from, in letters before.
earlier_status as (
  select
    measure_in_letter.measure_id,
    measure_in_letter.letter_id,
    max_by(status.status, status.letter_order) as previous_status
  from measure_in_letter
  left join begun_measure using (measure_id)
  join core.measure_status as status
    on status.measure_id in (measure_in_letter.measure_id, begun_measure.from_measure_id)
    and status.letter_order < measure_in_letter.letter_order
  group by measure_in_letter.measure_id, measure_in_letter.letter_id
)

select
  measure_in_letter.measure_id,
  measure_in_letter.measure_number,
  measure_in_letter.measure_part,
  measure_in_letter.letter_id,
  measure_in_letter.letter_date,
  measure_in_letter.letter_order,
  status.status,
  earlier_status.previous_status,
  case
    when status.status is not null and begun_measure.letter_order = measure_in_letter.letter_order then begun_measure.kind
    when status.status is not null and measure_in_letter.letter_order = 1 then 'first'
    when status.status is not null and measure_in_letter.letter_order = measure_in_letter.first_letter_order then 'new'
    when status.status is not null and status.status = earlier_status.previous_status then 'same'
    when status.status is not null then 'changed'
    when ended_measure.measure_id is not null then 'ended'
    when continued_measure.measure_id is not null then 'continued'
    else 'not_in_letter'
  end as change,
  case when begun_measure.letter_order = measure_in_letter.letter_order then begun_measure.from_measure_id end as from_measure_id,
  continued_measure.continued_as,
  coalesce(ended_measure.note_nl, begun_measure.note_nl) as note_nl,
  coalesce(ended_measure.note_en, begun_measure.note_en) as note_en,
  case when status.measure_status_id is null then [] else [status.measure_status_id] end as measure_status_ids
from measure_in_letter
left join core.measure_status as status
  on status.measure_id = measure_in_letter.measure_id
  and status.letter_id = measure_in_letter.letter_id
left join earlier_status
  on earlier_status.measure_id = measure_in_letter.measure_id
  and earlier_status.letter_id = measure_in_letter.letter_id
left join begun_measure on begun_measure.measure_id = measure_in_letter.measure_id
left join ended_measure
  on ended_measure.measure_id = measure_in_letter.measure_id
  and ended_measure.letter_order <= measure_in_letter.letter_order
left join continued_measure
  on continued_measure.measure_id = measure_in_letter.measure_id
  and continued_measure.letter_order <= measure_in_letter.letter_order
