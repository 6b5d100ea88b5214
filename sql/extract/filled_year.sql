/*
grain: {nl: "Eén tabel en jaar waarin die tabel rijen heeft.", en: "One table and year in which that table has rows."}
columns:
  table_name: {nl: "De tabel.", en: "The table."}
  time_period: {nl: "Het jaar: van afdoening of uitspraak, bij andere tabellen van instroom.", en: "The year: of disposal or verdict, of other tables of inflow."}
order: [table_name, time_period]
*/
select 'offences' as table_name, inflow_year as time_period from extract.outcome_count
union
select 'disposals', disposal_year from extract.outcome_count where disposal is not null
union
select 'verdicts', verdict_year from extract.outcome_count where verdict is not null
union
select 'grounds', inflow_year from extract.ground_count where ground <> 'rejected' and ground_fault is null
union
select 'suspects', inflow_year from extract.suspect_count where suspect_fault is null
