/*
grain: {nl: "Eén maatregel die in een brief nieuw, vernummerd, gesplitst of beëindigd is.", en: "One measure that is new, renumbered, split off or ended in a letter."}
columns:
  letter_id: {nl: "De brief waarin dat voor het eerst zo is.", en: "The letter in which it is so for the first time."}
  letter_order: {nl: "Volgorde van die brief.", en: "Order of that letter."}
  measure_id: {nl: "Het nummer in die brief.", en: "The number in that letter."}
  kind: {nl: "Wat er gebeurde: new, renumbered, split of ended.", en: "What happened: new, renumbered, split or ended."}
  from_measure_id: {references: core.measure, nl: "Het nummer ervoor.", en: "The number before."}
key: [letter_order, letter_id, measure_id]
*/
select
  change.letter_id,
  letter.letter_order,
  change.measure_id,
  change.kind,
  change.from_measure_id,
  change.note_nl,
  change.note_en
from raw.measure_change as change
left join core.letter as letter using (letter_id)
