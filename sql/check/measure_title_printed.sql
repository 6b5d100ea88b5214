/*
severity: error
must_not:
  nl: "Een vertaalde titel waarvan het Nederlands in geen brief zo bij de maatregel staat."
  en: "A translated title of which no letter has the Dutch with that measure."
do:
  nl: "Neem de titel woordelijk uit de brief over in data/measures/measure_title.csv, en kijk of de vertaling nog klopt."
  en: "Copy the title from the letter into data/measures/measure_title.csv word for word, and see whether the translation still holds."
*/
select
  translated.measure_id,
  translated.title,
  translated.title_en
from raw.measure_title as translated
left join core.measure_status as measure_status
  on measure_status.measure_id = translated.measure_id
  and measure_status.title = translated.title
where measure_status.measure_id is null
