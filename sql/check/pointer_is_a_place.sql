/*
severity: error
must_not:
  nl: "Een vindplaats of aanhaling die naar de rij ervoor verwijst (“idem”); wie één rij opzoekt, vindt dan niets."
  en: "A pointer or quotation that refers to the row before it (\"idem\"); who looks one row up then finds nothing."
do:
  nl: "Schrijf in data/figures de plaats zelf: alinea, tabel of pagina."
  en: "Write the place itself in data/figures: paragraph, table or page."
*/
with placed as (
  select
    observation_id as row_id,
    pointer
  from core.observation
  union all
  select
    observation_id as row_id,
    category_original as pointer
  from core.observation
  union all
  select
    fact_id as row_id,
    pointer
  from core.qualitative_fact
)

select
  row_id,
  pointer
from placed
where regexp_matches(lower(trim(pointer)), '^(idem|ibid|id\.|same |as above|see above|zelfde|zie boven|comparison year)')
