/*
severity: warning
must_not:
  nl: "Een nieuwe rij die nog niet is opgenomen; wat er later mee gebeurt, wordt niet gezien."
  en: "A new row that is not yet accepted; what happens to it later is not seen."
do:
  nl: "Neem haar op met jaarcijfers accept."
  en: "Take it in with jaarcijfers accept."
*/
select
  file,
  row_key
from raw.row_change
where kind = 'added'
