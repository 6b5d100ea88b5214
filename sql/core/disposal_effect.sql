/*
grain: {nl: "Eén afdoening die een extractie kan hebben.", en: "One disposal that an extract can have."}
columns:
  disposal: {nl: "De afdoening (codelijst category, dimensie disposal).", en: "The disposal (codelist category, dimension disposal)."}
  is_prosecution: {type: BOOLEAN, nl: "Of het feit als vervolgd telt.", en: "Whether the offence counts as prosecuted."}
  leads_to_court: {type: BOOLEAN, nl: "Of er een uitspraak van de rechter op kan volgen.", en: "Whether a verdict of a court can follow it."}
  note_nl: {nl: "Waarom, met de bron, in het Nederlands.", en: "Why, with the source, in Dutch."}
  note_en: {nl: "Waarom, met de bron, in het Engels.", en: "Why, with the source, in English."}
key: [disposal]
*/
select
  disposal,
  is_prosecution,
  leads_to_court,
  basis,
  note_nl,
  note_en
from raw.disposal_effect
