/*
grain:
  nl: "Eén jaar waarvan cijfers tot en met een dag worden vergeleken: het jaar dat op de dag van de extractie nog niet om is, en het jaar ervoor; leeg als het jaar om is."
  en: "One year of which figures up to a day are compared: the year that is not over on the day of the extract, and the year before; empty when the year is over."
columns:
  inflow_year: {nl: "Het jaar.", en: "The year."}
  last_day: {nl: "De laatste dag die meetelt.", en: "The last day that counts."}
  is_over: {nl: "Of het jaar om is op de dag van de extractie.", en: "Whether the year is over on the day of the extract."}
order: [inflow_year]
*/
with not_over as (
  select
    year(extract_date) as inflow_year,
    extract_date
  from raw.extract_info
  where year(extract_date + 1) = year(extract_date)
)

select
  inflow_year,
  extract_date as last_day,
  false as is_over
from not_over
union all
-- The last day of a month stands beside the last day of that month, also in February.
select
  inflow_year - 1,
  case
    when extract_date = last_day(extract_date) then last_day(extract_date - interval 1 year)
    else cast(extract_date - interval 1 year as date)
  end,
  true
from not_over
