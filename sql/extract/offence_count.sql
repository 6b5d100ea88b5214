/*
grain: {nl: "Aantal feiten in één jaar van instroom, naar één kenmerk.", en: "Number of offences in one year of inflow, by one property."}
columns:
  inflow_year: {nl: "Jaar van instroom.", en: "Year of inflow."}
  dimension: {nl: "Het kenmerk.", en: "The property."}
  category: {nl: "De waarde daarvan.", en: "Its value."}
  offences: {nl: "Aantal feiten.", en: "Number of offences."}
order: [dimension, category, inflow_year]
*/
with counted as (
  select
    inflow_year,
    kind,
    office,
    place,
    event,
    online,
    cluster is not null as clustered,
    case
      when grouping(kind) = 0 then 'kind'
      when grouping(office) = 0 then 'office'
      when grouping(place) = 0 then 'place'
      when grouping(event) = 0 then 'event'
      when grouping(online) = 0 then 'online'
      else 'cluster'
    end as dimension,
    count(*) as offences
  from record.offence
  group by grouping sets (
    (inflow_year, kind),
    (inflow_year, office),
    (inflow_year, place),
    (inflow_year, event),
    (inflow_year, online),
    (inflow_year, clustered)
  )
)

select
  inflow_year,
  dimension,
  case dimension
    when 'kind' then kind
    when 'office' then office
    when 'place' then place
    when 'event' then event
    when 'online' then case when online then 'online' else 'not_online' end
    else case when clustered then 'in_cluster' else 'outside_cluster' end
  end as category,
  offences
from counted
where dimension <> 'event' or event is not null
