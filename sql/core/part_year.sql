/*
grain:
  nl: "Eén jaar dat nog niet om was op de dag van de extractie: er is alleen een deel van. Leeg zonder zo'n extractie."
  en: "One year that was not over on the day of the extract: there is only a part of it. Empty without such an extract."
columns:
  last_day: {nl: "De dag van de extractie, tot en met welke is geteld.", en: "The day of the extract, up to which is counted."}
  publication_id: {nl: "De extractie.", en: "The extract."}
key: [time_period]
*/
select
  strftime(extract_date, '%Y') as time_period,
  cast(year(extract_date) as integer) as year,
  extract_date as last_day,
  publication_id
from raw.extract_publication
where year(extract_date + 1) = year(extract_date)
