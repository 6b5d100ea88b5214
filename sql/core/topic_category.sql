/*
grain:
  nl: "Eén categorie die over een onderwerp gaat, in welke reeks zij ook staat."
  en: "One category that is on a topic, in whichever series it stands."
columns:
  topic: {nl: "Het onderwerp.", en: "The topic."}
key: [dimension, category]
*/
select
  topic,
  dimension,
  category
from raw.topic_category
