/*
severity: error
must_not:
  nl: "Een feit met plaats internet dat niet online is gepleegd."
  en: "An offence with place internet that was not done online."
do:
  nl: "Zet online op true, of geef de plaats waar het feit is gepleegd. Andersom mag: online true bij een andere plaats."
  en: "Set online to true, or give the place where the offence was committed. The reverse is allowed: online true with another place."
*/
select
  'offence' as table_name,
  file,
  record,
  'online' as column_name,
  cast(online as varchar) as value,
  place as expected,
  cast(year(inflow_date) as varchar) as period
from accepted.offence
where place = 'internet' and not online
