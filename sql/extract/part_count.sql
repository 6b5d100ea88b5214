/*
grain:
  nl: "Hoeveel feiten in één jaar instroomden tot en met de dag van record.part_year, en hoeveel erna."
  en: "How many offences came in in one year up to the day of record.part_year, and how many after it."
columns:
  inflow_year: {nl: "Jaar van instroom.", en: "Year of inflow."}
  last_day: {nl: "Laatste dag die meetelt.", en: "Last day that counts."}
  is_over: {nl: "Of het jaar om is op de dag van de extractie.", en: "Whether the year is over on the day of the extract."}
  inside: {nl: "Aantal feiten in clusters.", en: "Number of offences in clusters."}
  outside: {nl: "Aantal feiten buiten clusters.", en: "Number of offences outside clusters."}
  later_inside: {nl: "Aantal feiten in clusters na die dag.", en: "Number of offences in clusters after that day."}
  later_outside: {nl: "Aantal feiten buiten clusters na die dag.", en: "Number of offences outside clusters after that day."}
order: [inflow_year]
*/
select
  part.inflow_year,
  part.last_day,
  part.is_over,
  count(*) filter (where offence.inflow_date <= part.last_day and offence.cluster is not null) as inside,
  count(*) filter (where offence.inflow_date <= part.last_day and offence.cluster is null) as outside,
  count(*) filter (where offence.inflow_date > part.last_day and offence.cluster is not null) as later_inside,
  count(*) filter (where offence.inflow_date > part.last_day and offence.cluster is null) as later_outside
from record.offence as offence
join record.part_year as part using (inflow_year)
group by part.inflow_year, part.last_day, part.is_over
