/*
grain: {nl: "Eén maatregel van het Actieplan Veiligheid LHBTI.", en: "One measure of the Actieplan Veiligheid LHBTI."}
columns:
  title: {nl: "Titel in de laatste brief die haar noemt.", en: "Title in the last letter that mentions it."}
  first_letter_order: {type: BIGINT, nl: "Volgorde van de eerste brief die haar noemt.", en: "Order of the first letter that mentions it."}
  last_letter_id: {references: core.letter, nl: "De laatste brief die haar noemt.", en: "The last letter that mentions it."}
  continued_as: {nl: "De nummers waaronder zij later verder gaat, met komma's; leeg als zij haar nummer houdt.", en: "The numbers under which it goes on later, with commas; empty when it keeps its number."}
  theme: {nl: "Thema van dit rapport dat erop slaat, als dat er is.", en: "Theme of this report that bears on it, if any."}
key: [measure_id]
order: [measure_number, measure_part]
*/
with mention as (
  select
    measure_id,
    any_value(measure_number) as measure_number,
    any_value(measure_part) as measure_part,
    max_by(title, letter_order) as title,
    min(letter_order) as first_letter_order,
    max_by(letter_id, letter_order) as last_letter_id
  from core.measure_status
  group by measure_id
),

continued_measure as (
  select
    from_measure_id as measure_id,
    string_agg(measure_id, ', ' order by letter_order, measure_id) as continued_as
  from core.measure_change
  where from_measure_id is not null
  group by from_measure_id
)

select
  mention.measure_id,
  mention.measure_number,
  mention.measure_part,
  mention.title,
  mention.first_letter_order,
  mention.last_letter_id,
  continued_measure.continued_as,
  measure_theme.theme
from mention
left join continued_measure using (measure_id)
left join raw.measure_theme as measure_theme using (measure_id)
