/*
# What one row of the table is, in Dutch and in English. Readers see it.
grain:
  nl: "<<grain_nl>>"
  en: "<<grain_en>>"
# Columns that no other model has, each with its type (VARCHAR when none is given) and what
# it is. What is in sql/meta/column.yaml, such as obs_value, need not stand here:
# columns:
#   share: {type: DOUBLE, nl: "Het deel.", en: "The share."}
# The columns whose values name one row; rows stand in their order.
key: [series_id, time_period]
# true: its rows go to the charts.
chart: true
*/
-- core.figure has one row per figure of a whole year, each with its lineage: the
-- observations under it. A figure that is computed says how in the column operation.
select *
from core.figure
where
  series_id = '{{series}}'
  and dimension = 'total'
  and category = 'total'
  and unit = 'count'
