/*
grain: {nl: "Eén soort fout die alleen blijkt als tabellen naast elkaar liggen, en die voorkomt.", en: "One kind of fault that shows only when tables are laid side by side, and that occurs."}
columns:
  fault: {nl: "De regel (sql/reject).", en: "The rule (sql/reject)."}
order: [fault]
*/
select disposal_fault as fault from extract.outcome_count where disposal_fault is not null
union
select verdict_fault from extract.outcome_count where verdict_fault is not null
union
select ground_fault from extract.ground_count where ground_fault is not null
union
select suspect_fault from extract.suspect_count where suspect_fault is not null
