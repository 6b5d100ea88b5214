/*
grain: {nl: "Eén soort fout die alleen blijkt als tabellen naast elkaar liggen, en die voorkomt.", en: "One kind of fault that shows only when tables are laid side by side, and that occurs."}
columns:
  fault: {nl: "De regel (sql/reject).", en: "The rule (sql/reject)."}
order: [fault]
*/
with found as (
  select
    coalesce(sum(offences) filter (where disposal is not null or disposal_fault is not null), 0) as disposals,
    coalesce(sum(offences) filter (where verdict is not null or verdict_fault is not null), 0) as verdicts
  from extract.outcome_count
)

select disposal_fault as fault from extract.outcome_count where disposal_fault is not null
union
select verdict_fault from extract.outcome_count where verdict_fault is not null
union
select ground_fault from extract.ground_count where ground_fault is not null
union
select suspect_fault from extract.suspect_count where suspect_fault is not null
-- Every key stands once, so that of a table all rows are at an offence when as many
-- of them were found there as there are.
union
select 'disposal_reference' from found where disposals < (select count(*) from accepted.disposal)
union
select 'verdict_reference' from found where verdicts < (select count(*) from accepted.verdict)
