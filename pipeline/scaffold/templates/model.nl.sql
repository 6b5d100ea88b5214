/*
# Wat één rij van de tabel is, in het Nederlands en in het Engels. Lezers zien dit.
grain:
  nl: "<<grain_nl>>"
  en: "<<grain_en>>"
# Kolommen die geen ander model heeft, elk met type (VARCHAR als er geen staat) en wat zij
# is. Wat in sql/meta/column.yaml staat, zoals obs_value, hoeft hier niet:
# columns:
#   share: {type: DOUBLE, nl: "Het deel.", en: "The share."}
# De kolommen waarvan de waarden één rij aanwijzen; in die volgorde staan de rijen.
key: [series_id, time_period]
# true: de rijen gaan naar de grafieken.
chart: true
*/
-- core.figure heeft één rij per cijfer van een heel jaar, elk met de waarnemingen eronder
-- (lineage). Een cijfer dat is uitgerekend, zegt hoe in de kolom operation.
select *
from core.figure
where
  series_id = '{{series}}'
  and dimension = 'total'
  and category = 'total'
  and unit = 'count'
