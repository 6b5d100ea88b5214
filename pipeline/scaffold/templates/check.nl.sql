/*
# error laat een build stoppen; warning wordt alleen gezegd.
severity: error
# Wat er niet mag zijn, in het Nederlands en in het Engels: de eerste woorden van de melding.
must_not:
  nl: "<<must_not_nl>>"
  en: "<<must_not_en>>"
# Wat eraan te doen is.
do:
  nl: "<<do_nl>>"
  en: "<<do_en>>"
*/
-- De rijen die er niet mogen zijn; de melding toont ze. Geen rijen: het is goed.
select
  series_id,
  time_period,
  obs_value
from core.figure
where <<condition>>
