/*
grain:
  nl: "Eén maand tussen de eerste instroom en de dag van de extractie waarin geen enkel feit instroomde."
  en: "One month between the first inflow and the day of the extract in which no offence came in."
columns:
  time_period: {nl: "Jaar.", en: "Year."}
  month_of_year: {nl: "Maand, 1 tot en met 12.", en: "Month, 1 to 12."}
order: [time_period, month_of_year]
*/
with bounds as (
  select
    date_trunc('month', min(offence.inflow_date)) as first_month,
    -- The month of the day itself may not be over.
    date_trunc('month', max(info.extract_date)) - interval 1 month as last_month
  from record.offence as offence
  cross join raw.extract_info as info
),

month_between as (
  select unnest(generate_series(first_month, last_month, interval 1 month)) as first_day
  from bounds
),

filled as (
  select distinct date_trunc('month', inflow_date) as first_day
  from record.offence
)

select
  strftime(month_between.first_day, '%Y') as time_period,
  month(month_between.first_day) as month_of_year
from month_between
anti join filled using (first_day)
