/*
grain:
  nl: "Eén tabel en kolom van de extractie waarin vóór het tellen iets is gecorrigeerd, voor één soort reden of voor alle samen."
  en: "One table and column of the extract in which something was corrected before counting, for one kind of reason or for all together."
columns:
  column_name: {nl: "De kolom.", en: "The column."}
  reason_code: {nl: "Soort reden (codelijst correction_reason); total voor alle samen.", en: "Kind of reason (codelist correction_reason); total for all together."}
  correction_count: {type: BIGINT, nl: "Aantal correcties; leeg als het niet naar buiten mag.", en: "Number of corrections; empty when it may not leave."}
  obs_status:
    nl: "Q als het aantal wordt weggelaten omdat het klein is of een klein aantal zou verraden, anders A."
    en: "Q when the number is withheld because it is small or would give away a small one, otherwise A."
  conf_status: {nl: "C bij zo'n aantal, anders F.", en: "C for such a number, otherwise F."}
key: [table_name, column_name, reason_code]
*/
-- What stood there, what it became and the reason in words can tell who it is about:
-- none of it is in raw.extract_correction.
with by_reason as (
  select
    table_name,
    column_name,
    reason_code,
    count(*) as correction_count
  from raw.extract_correction
  group by table_name, column_name, reason_code
),

-- As with figures (extract.observation): the smallest others are withheld too, until
-- there are two and their sum is at least the least cell for each.
ranked as (
  select
    *,
    count(*) filter (where correction_count < $least_cell) over cells as small_cells,
    count(*) over before as cells_before,
    coalesce(sum(correction_count) over before, 0) as sum_before
  from by_reason
  window
    cells as (partition by table_name, column_name),
    before as (
      partition by table_name, column_name
      order by correction_count, reason_code
      rows between unbounded preceding and 1 preceding
    )
),

marked as (
  select
    *,
    correction_count < $least_cell
    or small_cells > 0 and (cells_before < 2 or sum_before < $least_cell * cells_before) as withheld
  from ranked
),

-- When all reasons together do not reach that, their total is withheld as well.
total as (
  select
    table_name,
    column_name,
    'total' as reason_code,
    sum(correction_count) as correction_count,
    count(*) filter (where withheld) > 0
    and (
      count(*) filter (where withheld) < 2
      or sum(correction_count) filter (where withheld) < $least_cell * count(*) filter (where withheld)
    ) as withheld
  from marked
  group by table_name, column_name
),

cell as (
  select table_name, column_name, reason_code, correction_count, withheld from marked
  union all
  select table_name, column_name, reason_code, correction_count, withheld from total
)

select
  table_name,
  column_name,
  reason_code,
  case when not withheld then cast(correction_count as bigint) end as correction_count,
  case when withheld then 'Q' else 'A' end as obs_status,
  case when withheld then 'C' else 'F' end as conf_status
from cell
