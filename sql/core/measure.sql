/*
grain: {nl: "Eén maatregel van het Actieplan Veiligheid LHBTI.", en: "One measure of the Actieplan Veiligheid LHBTI."}
columns:
  measure_number: {nl: "Nummer in het actieplan.", en: "Number in the action plan."}
  title: {nl: "Titel in de laatste brief die haar noemt.", en: "Title in the last letter that mentions it."}
  last_letter_id: {nl: "Die brief.", en: "That letter."}
  theme: {nl: "Thema van dit rapport dat erop slaat, als dat er is.", en: "Theme of this report that bears on it, if any."}
order: [measure_number]
*/
with last_mention as (
  select
    measure_number,
    max_by(title, letter_date) as title,
    max_by(letter_id, letter_date) as last_letter_id
  from raw.letter_measure
  group by measure_number
)

select
  last_mention.measure_number,
  last_mention.title,
  last_mention.last_letter_id,
  measure_theme.theme
from last_mention
left join raw.measure_theme as measure_theme using (measure_number)
