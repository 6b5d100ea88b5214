/*
grain: {nl: "Hoeveel rijen van één tabel in één jaar één regel braken.", en: "How many rows of one table in one year broke one rule."}
columns:
  time_period: {nl: "Jaar waarvoor de rijen tellen, bij gronden en verdachten dat van hun feit of zaak; unknown als dat niet te lezen is.", en: "Year that the rows count for, of grounds and suspects that of their offence or case; unknown when it cannot be read."}
  rule: {nl: "De regel; leeg voor de rijen van alle regels, elk één keer geteld.", en: "The rule; empty for the rows of all rules, each counted once."}
  rejected_rows: {nl: "Aantal rijen; leeg bij 1 tot en met 4.", en: "Number of rows; empty for 1 to 4."}
  row_count:
    nl: "Aantal rijen van dat jaar, of van de tabel en dan afgerond op tientallen; leeg bij 1 tot en met 4, en bij gronden en uitspraken van een jaar."
    en: "Number of rows of that year, or of the table and then rounded to tens; empty for 1 to 4, and for grounds and verdicts of a year."
  budget_share: {type: DOUBLE, nl: "Welk deel daarvan mag worden afgewezen.", en: "What share of those may be rejected."}
  within_budget: {type: BOOLEAN, nl: "Of het jaar daarbinnen blijft, zonder rijen die alleen uit een andere volgen; in een heel klein jaar mag er één uitvallen.", en: "Whether the year keeps to that, without rows that only follow from another; in a very small year one may be left out."}
key: [table_name, time_period, rule]
*/
select
  table_name,
  time_period,
  try_cast(time_period as integer) as year,
  rule,
  case when rejected_rows >= $least_cell then rejected_rows end as rejected_rows,
  -- The grounds of a year add up to its accepted rows, and what its verdicts are more
  -- than those after a summons are the others. Rows of a table are rounded as in
  -- mart.extract_source.
  case
    when table_name in ('grounds', 'verdicts') and time_period <> 'unknown' then null
    when row_count = 0 then row_count
    when row_count >= $least_cell and time_period = 'unknown' then round(row_count, -1)::bigint
    when row_count >= $least_cell then row_count
  end as row_count,
  budget_share,
  within_budget
from raw.extract_reject
