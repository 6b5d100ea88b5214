/*
grain:
  nl: "Eén tabel en jaar waarin die tabel geen enkele rij heeft en andere wel, zonder dat de levering zegt dat dat zo is: waarschijnlijk niet geleverd."
  en: "One table and year in which that table has no row at all and others have, and the delivery does not say that this is so: probably not delivered."
columns:
  table_name: {nl: "De tabel.", en: "The table."}
  time_period: {nl: "Het jaar: van afdoening of uitspraak, bij andere tabellen van instroom.", en: "The year: of disposal or verdict, of other tables of inflow."}
order: [table_name, time_period]
*/
-- Grounds and suspects have no day of their own: they come with offences.
with wanted as (
  select
    wanted_table.table_name,
    filled.time_period
  from extract.filled_year as filled
  cross join (select unnest(['offences', 'disposals', 'verdicts']) as table_name) as wanted_table
  union
  select
    wanted_table.table_name,
    filled.time_period
  from extract.filled_year as filled
  cross join (select unnest(['grounds', 'suspects']) as table_name) as wanted_table
  where filled.table_name = 'offences'
),

too_short as (
  select part.inflow_year as time_period
  from record.part_year as part
  where not part.is_over and dayofyear(part.last_day) < $least_days
)

select
  wanted.table_name,
  wanted.time_period
from wanted
anti join extract.filled_year as filled using (table_name, time_period)
anti join too_short using (time_period)
anti join raw.extract_none as none using (table_name, time_period)
