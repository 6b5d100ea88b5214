/*
grain: {nl: "Eén grond die bij een specifiek artikel hoort.", en: "One ground that goes with a specific article."}
columns:
  valid_from: {nl: "Eerste dag van een feit waarvoor zij samengaan; leeg zonder grens.", en: "First day of an offence for which they go together; empty for no bound."}
  valid_to: {nl: "Laatste dag van een feit waarvoor zij samengaan; leeg zonder grens.", en: "Last day of an offence for which they go together; empty for no bound."}
  note_nl: {nl: "Waarom, met de bron, in het Nederlands.", en: "Why, with the source, in Dutch."}
  note_en: {nl: "Waarom, met de bron, in het Engels.", en: "Why, with the source, in English."}
key: [article, ground]
*/
select
  article,
  ground,
  valid_from,
  valid_to,
  basis,
  note_nl,
  note_en
from raw.article_ground
