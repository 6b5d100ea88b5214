/*
grain: {nl: "Eén artikel waaronder een feit in een extractie kan vallen.", en: "One article that an offence in an extract can be under."}
columns:
  kind: {nl: "Het soort feit: specifiek of codis (codelijst category, dimensie kind).", en: "The kind of offence: specific or codis (codelist category, dimension kind)."}
key: [article]
*/
select
  article,
  kind
from raw.article_kind
