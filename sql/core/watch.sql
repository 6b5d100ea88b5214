/*
grain: {nl: "Eén soort fout die met opzet is gemaakt, met hoeveel ervan de controles vonden.", en: "One kind of fault that was made on purpose, with how many of them the checks caught."}
columns:
  kind: {nl: "Soort fout.", en: "Kind of fault."}
  label_nl: {nl: "Wat er fout is, in het Nederlands.", en: "What is wrong, in Dutch."}
  label_en: {nl: "Wat er fout is, in het Engels.", en: "What is wrong, in English."}
  one_in: {type: BIGINT, nl: "Eén op zoveel is geprobeerd; 1 is alle.", en: "One in so many was tried; 1 is all."}
  tried: {type: BIGINT, nl: "Hoeveel fouten zijn gemaakt.", en: "How many faults were made."}
  caught_first: {type: BIGINT, nl: "Hoeveel een controle vindt die geen vorige editie nodig heeft.", en: "How many a check catches that needs no edition before."}
  caught: {type: BIGINT, nl: "Hoeveel een controle vindt.", en: "How many a check catches."}
  source_line: {nl: "Regel in data/definitions/watch.csv.", en: "Line in data/definitions/watch.csv."}
key: [kind]
order: [source_line]
*/
select
  kind,
  label_nl,
  label_en,
  one_in,
  tried,
  caught_first,
  caught,
  source_line
from raw.watch
