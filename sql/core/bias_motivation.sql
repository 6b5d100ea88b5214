/*
grain: {nl: "Eén grond die een feit in een extractie kan hebben.", en: "One ground that an offence in an extract can have."}
columns:
  bias_motivation: {nl: "Het motief waaronder zij aan ODIHR wordt opgegeven (codelijst category, dimensie bias_motivation).", en: "The bias motivation it is returned under to ODIHR (codelist category, dimension bias_motivation)."}
  publication_id: {nl: "De bron, als die er is.", en: "The source, where there is one."}
key: [ground]
*/
select
  ground,
  bias_motivation,
  basis,
  publication_id,
  note_nl,
  note_en
from raw.bias_motivation
