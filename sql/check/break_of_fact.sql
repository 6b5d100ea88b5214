/*
severity: error
must_not:
  nl: "Een verandering die een bron noemt, zonder reeksbreuk; een deel zonder de breuk van het geheel, of een verandering van de wet bij alleen een deel."
  en: "A change that a source states, without a series break; a part without the break of the whole, or a change of the law at a part alone."
do:
  nl: "Zet de breuk in data/figures/series_breaks.csv, met het jaar dat de bron noemt in de toelichting, of geef de uitspraak in qualitative_facts.csv een ander soort."
  en: "Put the break into data/figures/series_breaks.csv, with the year that the source names in its reason, or give the statement in qualitative_facts.csv another kind."
*/
select
  fact.fact_id as subject,
  fact.series_id,
  fact.time_period
from raw.qualitative_fact as fact
where
  fact.kind = 'break'
  and fact.series_id is not null
  and not exists (
    select 1
    from raw.series_break as series_break
    where
      series_break.series_id = fact.series_id
      and (series_break.time_period = fact.time_period or contains(series_break.reason_en, fact.time_period))
  )
union all
select
  whole.break_id,
  part.series_id,
  whole.time_period
from raw.series_break as whole
join raw.series as part on part.part_of = whole.series_id and not starts_with(part.series_id, 'extract_')
where not exists (
  select 1
  from raw.series_break as series_break
  where
    series_break.series_id = part.series_id
    and series_break.time_period = whole.time_period
    and series_break.dimension is not distinct from whole.dimension
)
union all
select
  one.break_id,
  whole.series_id,
  one.time_period
from raw.series_break as one
join raw.series as series using (series_id)
join raw.series as whole on whole.series_id = series.part_of
where one.kind = 'legal' and not exists (
  select 1
  from raw.series_break as series_break
  where
    series_break.series_id = whole.series_id
    and series_break.time_period = one.time_period
    and series_break.dimension is not distinct from one.dimension
)
