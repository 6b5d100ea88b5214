/*
# error stops a build; warning is only said.
severity: error
# What must not be, in Dutch and in English: the first words of the message.
must_not:
  nl: "<<must_not_nl>>"
  en: "<<must_not_en>>"
# What to do about it.
do:
  nl: "<<do_nl>>"
  en: "<<do_en>>"
*/
-- The rows that must not be there; the message shows them. No rows: all is well.
select
  series_id,
  time_period,
  obs_value
from core.figure
where <<condition>>
