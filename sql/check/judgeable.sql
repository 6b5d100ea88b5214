/*
severity: error
must_not:
  nl: "Een teleenheid waarvan over toeval wordt geoordeeld terwijl één gebeurtenis er veel van kan brengen, of een soort reeksbreuk waar overheen een verschil wordt gegeven terwijl iets anders wordt geteld."
  en: "A unit of count of which chance is judged while one event can bring many, or a kind of series break over which a difference is given while something else is counted."
do:
  nl: "Alleen feiten, zaken en incidenten zijn los van elkaar; alleen bij een andere weg om te melden (reporting) blijft hetzelfde geteld. Herstel data/codelists/unit_of_count.csv of break_kind.csv."
  en: "Only offences, cases and incidents are independent; only where the way to report changes (reporting) the same is counted. Correct data/codelists/unit_of_count.csv or break_kind.csv."
*/
select
  'unit_of_count' as codelist,
  unit_of_count as code
from core.unit_of_count
where independent and unit_of_count not in ('offence', 'case', 'incident', 'disposed_offence')
union all
select
  'break_kind',
  break_kind
from core.break_kind
where comparable and break_kind <> 'reporting'
