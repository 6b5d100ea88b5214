/*
grain: {nl: "Hoeveel rijen van één tabel in één jaar één regel braken.", en: "How many rows of one table in one year broke one rule."}
columns:
  table_name: {nl: "De tabel van het contract.", en: "The table of the contract."}
  time_period: {nl: "Jaar waarvoor de rijen tellen; unknown als dat niet te lezen is.", en: "Year that the rows count for; unknown when it cannot be read."}
  rule: {nl: "De regel; leeg voor de rijen van alle regels, elk één keer geteld.", en: "The rule; empty for the rows of all rules, each counted once."}
  rejected_rows: {nl: "Aantal rijen; leeg bij 1 tot en met 4.", en: "Number of rows; empty for 1 to 4."}
  row_count: {nl: "Aantal rijen van dat jaar, of van de tabel; leeg bij 1 tot en met 4.", en: "Number of rows of that year, or of the table; empty for 1 to 4."}
  budget_share: {nl: "Welk deel daarvan mag worden afgewezen.", en: "What share of those may be rejected."}
  within_budget: {nl: "Of het jaar daarbinnen blijft.", en: "Whether the year keeps to that."}
order: [table_name, time_period, rule]
parameters:
  least_cell: {value: 5, nl: "Kleinere aantallen boven nul gaan niet naar buiten.", en: "Smaller counts above nought do not leave."}
*/
select
  table_name,
  time_period,
  rule,
  case when rejected_rows >= $least_cell then rejected_rows end as rejected_rows,
  case when row_count = 0 or row_count >= $least_cell then row_count end as row_count,
  budget_share,
  within_budget
from raw.extract_reject
