/*
grain:
  nl: "Eén reeks waarvan de pagina van een onderwerp zegt of zij er een cijfer over heeft."
  en: "One series of which the page of a topic says whether it has a figure on it."
columns:
  topic: {nl: "Het onderwerp, een met een eigen pagina.", en: "The topic, one with a page of its own."}
  position: {nl: "Plaats in de volgorde op de pagina.", en: "Place in the order on the page."}
  series_id: {nl: "De reeks.", en: "The series."}
  whole: {type: BOOLEAN, nl: "Of alle cijfers van de reeks over het onderwerp gaan.", en: "Whether all figures of the series are on the topic."}
  told: {type: BOOLEAN, nl: "Of het laatste cijfer van de reeks als zin boven aan de pagina staat.", en: "Whether the newest figure of the series is a sentence at the top of the page."}
key: [topic, series_id]
*/
select
  topic,
  position,
  series_id,
  whole,
  told
from raw.topic_series
