/*
severity: error
must_not:
  nl: "Een reeks die iets anders telt dan haar vaste sleutel zegt."
  en: "A series that counts something else than its permanent id says."
do:
  nl: "Verbeter unit_of_count in data/figures/series.csv: een sleutel eindigt op wat één is (om_total_offence telt offence)."
  en: "Correct unit_of_count in data/figures/series.csv: an id ends with what one is (om_total_offence counts offence)."
*/
-- An id that ends with no unit is that of a series for which no unit fits: persons,
-- mixed, as reported.
with unit as (
  select code from raw.codelist_unit_of_count
),

named as (
  select
    series.series_id,
    series.unit_of_count,
    coalesce(max_by(unit.code, len(unit.code)), case when ends_with(series.series_id, '_population') then 'person' end) as named_unit
  from raw.series as series
  left join unit on ends_with(series.series_id, '_' || unit.code)
  where not starts_with(series.series_id, 'extract_')
  group by series.series_id, series.unit_of_count
)

select
  series_id,
  unit_of_count,
  named_unit
from named
where
  named_unit <> unit_of_count
  or (named_unit is null and unit_of_count in (select named_unit from named where named_unit is not null))
