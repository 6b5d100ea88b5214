/*
grain: {nl: "Eén dimensie waarnaar cijfers zijn uitgesplitst.", en: "One dimension that figures are broken down by."}
columns:
  dimension: {nl: "Code van de dimensie.", en: "Code of the dimension."}
  overlapping: {type: BOOLEAN, nl: "Of één geteld ding in meer categorieën kan vallen, of dat niet bekend is; zulke categorieën worden nooit opgeteld.", en: "Whether one thing counted can fall in several categories, or that is not known; such categories are never added."}
key: [dimension]
*/
select
  code as dimension,
  overlapping,
  label_nl,
  label_en
from raw.codelist_dimension
