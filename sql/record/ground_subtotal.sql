/*
grain: {nl: "Aantal feiten met één grond in één jaar van instroom, binnen één bereik van feiten.", en: "Number of offences with one ground in one year of inflow, within one range of offences."}
columns:
  inflow_year: {nl: "Jaar van instroom van het feit.", en: "Year of inflow of the offence."}
  ground: {nl: "De grond; leeg bij een feit zonder grond, rejected bij een feit met een grond die is afgewezen.", en: "The ground; empty of an offence without one, rejected of an offence with one that was rejected."}
  ground_fault: {nl: "Wat er mis is met de rij; leeg als er niets mis is.", en: "What is wrong with the row; empty when nothing is."}
  offences: {nl: "Aantal feiten.", en: "Number of offences."}
ranges: {of: accepted.offence, key: offence_number}
*/
with outcome as (
  select
    offence_number,
    inflow_date,
    offence_date,
    article
  from record.outcome
  where offence_number >= $lower and ($upper is null or offence_number < $upper)
),

ground as (
  select
    offence_number,
    ground
  from accepted.ground
  where offence_number >= $lower and ($upper is null or offence_number < $upper)
),

-- An offence of which a row of grounds was refused has a ground, though nobody knows
-- which.
refused as (
  select distinct staged.offence_number
  from stage.ground as staged
  join record.reject as reject
    on reject.table_name = 'ground'
    and reject.file = staged.file
    and reject.record = staged.record
  -- Of a ground that stands twice the first was not refused.
  where reject.rule <> 'duplicate'
    and staged.offence_number >= $lower and ($upper is null or staged.offence_number < $upper)
  union
  select key
  from record.held_key
  where table_name = 'ground' and key >= $lower and ($upper is null or key < $upper)
),

bound as (select distinct article from raw.article_ground),

judged as (
  select
    outcome.offence_number,
    outcome.inflow_date,
    ground.ground,
    case
      when ground.offence_number is null then null
      when outcome.offence_number is null then 'ground_reference'
      when coalesce(outcome.offence_date, outcome.inflow_date) < code.valid_from or outcome.offence_date > code.valid_to then 'ground_period'
      when bound.article is null then null
      when
        pair.article is null
        or coalesce(outcome.offence_date, outcome.inflow_date) < pair.valid_from
        or outcome.offence_date > pair.valid_to then 'article_ground'
    end as ground_fault
  from outcome
  full join ground using (offence_number)
  left join raw.extract_code as code on code.dimension = 'ground' and code.code = ground.ground
  left join bound on bound.article = outcome.article
  left join raw.article_ground as pair on pair.article = outcome.article and pair.ground = ground.ground
  where ground.offence_number is not null
    or outcome.offence_number not in (select offence_number from refused)
),

-- Each once, whatever number of its grounds was refused.
rejected as (
  select judged.offence_number, judged.inflow_date
  from judged
  where judged.ground_fault is not null and judged.offence_number is not null
  union
  select outcome.offence_number, outcome.inflow_date
  from outcome
  join refused using (offence_number)
)

select
  year(inflow_date) as inflow_year,
  ground,
  ground_fault,
  count(*) as offences
from judged
group by all
union all
select
  year(inflow_date),
  'rejected',
  cast(null as varchar),
  count(*)
from rejected
group by all
