/*
grain: {nl: "Eén soort reeksbreuk.", en: "One kind of series break."}
columns:
  break_kind: {nl: "Code van het soort.", en: "Code of the kind."}
  comparable: {type: BOOLEAN, nl: "Of wat wordt geteld hetzelfde blijft, zodat een verschil over de breuk heen mag worden gegeven met de reden erbij; een oordeel erover nooit.", en: "Whether what is counted stays the same, so that a difference over the break may be given with its reason beside it; never a verdict on it."}
key: [break_kind]
*/
select
  code as break_kind,
  comparable,
  label_nl,
  label_en
from raw.codelist_break_kind
