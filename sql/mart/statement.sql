/*
grain:
  nl: "Eén zin die de cijfers dragen, met de getallen erin."
  en: "One sentence that the figures bear, with the numbers in it."
columns:
  statement_id: {nl: "Vaste sleutel: de groep, en de plaats daarin.", en: "Permanent id: the group, and the place in it."}
  statement_group: {nl: "Zinnen van één groep horen bij elkaar en worden samen gelezen.", en: "Sentences of one group belong together and are read together."}
  statement_key: {nl: "Welke zin: de richting zit erin, zodat zij met de cijfers verandert.", en: "Which sentence: it holds the direction, so it changes with the figures."}
  theme: {nl: "Thema waar de zin bij hoort; start bij de bevinding waar het rapport mee opent; key_figure als zij alleen bij het kerncijfer staat.", en: "Theme the sentence belongs to; start for the finding that the report opens with; key_figure when it stands beside the key figure only."}
  key_figure_id: {nl: "Het kerncijfer (mart.key_figure) waar de zin bij hoort; leeg als zij over iets anders gaat.", en: "The key figure (mart.key_figure) that the sentence is about; empty when it is about something else."}
  arguments: {nl: "De getallen en jaren in de zin, als JSON.", en: "The numbers and years in the sentence, as JSON."}
  codes: {nl: "De namen in de zin, als JSON: codelijst en code; bij series, event en break de sleutel van een reeks, gebeurtenis of reeksbreuk.", en: "The names in the sentence, as JSON: codelist and code; for series, event and break the id of a series, an event or a series break."}
  statement_lineage: {type: "VARCHAR[]", nl: "De waarnemingen onder de zin.", en: "The observations under the sentence."}
key: [statement_id]
*/
with total as (
  select *
  from mart.inflow_by_year
  where series_id not in (select series_id from core.series where part_of is not null)
),

latest as (
  select *
  from total
  qualify row_number() over (order by time_period desc) = 1
),

-- Each key figure has its sentences. Those of the parts of the inflow, and of a
-- figure that is not exact, stand beside the figure only and in no theme.
subject as (
  select
    *,
    case when series_id in (select series_id from total) then '1_change' else '4_' || key_figure_id end as statement_group,
    case
      when precision <> 'exact' then 'key_figure'
      when series_id in (select series_id from total) then 'inflow'
      when series_id in (select series_id from mart.inflow_by_year) then 'key_figure'
      when body = 'ODIHR' then 'hate_crime'
      else 'chain'
    end as theme,
    case when series_id in (select series_id from total) then 'inflow' else 'series' end as told_as
  from mart.key_figure
),

-- The events in the figure and in that of the year before, each by its words once.
told_event as (
  select
    held.*,
    -- A share is of the figure it is said of, not of the whole that holds it.
    case when event.unit = 'count' or event.series_id = held.series_id and event.dimension = 'total' then event.event_value end as event_value,
    case event.unit when 'percent' then case event.precision when 'lower_bound' then 'share_bound' else 'share' end else 'counted' end as event_form,
    row_number() over (partition by held.key_figure_id, held.side order by event_value is null, held.event_id) as place
  from (
    select key_figure_id, series_id, 'latest' as side, unnest(event_ids) as event_id from subject
    union all
    select key_figure_id, series_id, 'previous', unnest(previous_event_ids) from subject
  ) as held
  join core.event as event using (event_id)
  qualify row_number() over (partition by held.key_figure_id, held.side, event.label_nl order by event.event_value is null, held.event_id) = 1
),

valued as (
  select
    subject.key_figure_id,
    'a' as place,
    case
      when told_event.event_id is null then subject.told_as || '_value'
      when told_event.event_value is null then subject.told_as || '_value_uncounted'
      else subject.told_as || '_value_' || told_event.event_form
    end as statement_key,
    told_event.event_id,
    told_event.event_value,
    subject.lineage as statement_lineage
  from subject
  left join told_event on told_event.key_figure_id = subject.key_figure_id and told_event.side = 'latest' and told_event.place = 1
),

compared as (
  select
    key_figure_id,
    'b' as place,
    case
      when change is null and break_id is not null then 'compared_break'
      when change is null then 'compared_none'
      when precision <> 'exact' or previous_precision <> 'exact' then 'compared_inexact'
      when change_meaning = 'chance' then 'compared_chance'
      when change = 0 then 'compared_same'
      when change_meaning = 'higher' and obs_value >= $nearly_double * previous_value and obs_value < $double * previous_value then 'compared_nearly_doubled'
      when change_meaning = 'higher' and previous_value >= $share_alone then 'compared_rose'
      when change_meaning = 'higher' then 'compared_rose_few'
      when change_meaning = 'lower' and previous_value >= $share_alone then 'compared_fell'
      when change_meaning = 'lower' then 'compared_fell_few'
      when change > 0 and previous_value >= $share_alone then 'compared_more'
      when change > 0 then 'compared_more_few'
      when previous_value >= $share_alone then 'compared_fewer'
      else 'compared_fewer_few'
    end as statement_key,
    null as event_id,
    null as event_value,
    list_concat(lineage, previous_lineage) as statement_lineage
  from subject
),

-- What else is in the figures: further events of the figure, and those of the
-- year before when there is a comparison.
eventful as (
  select
    subject.key_figure_id,
    case told_event.side when 'latest' then 'c' else 'e' end || lpad(cast(told_event.place as varchar), 2, '0') as place,
    case told_event.side when 'latest' then 'also_' else 'previous_' end || case
      when told_event.event_value is null then 'uncounted'
      else told_event.event_form
    end as statement_key,
    told_event.event_id,
    told_event.event_value,
    case told_event.side when 'latest' then subject.lineage else subject.previous_lineage end as statement_lineage
  from subject
  join told_event using (key_figure_id)
  where
    (told_event.side = 'latest' and told_event.place > 1)
    or (told_event.side = 'previous' and subject.change is not null)
),

without as (
  select
    key_figure_id,
    'f' as place,
    case
      when change_percent_without > 0 then 'without_more'
      when change_percent_without < 0 then 'without_fewer'
      else 'without_same'
    end as statement_key,
    null as event_id,
    coalesce(obs_value - without_events, 0) + coalesce(previous_value - previous_without_events, 0) as event_value,
    list_concat(lineage, previous_lineage) as statement_lineage
  from subject
  where change_percent_without is not null and coalesce(previous_without_events, previous_value) >= $share_alone
),

-- Why no verdict on chance is given where the unit would allow one.
unjudged as (
  select
    subject.key_figure_id,
    'g' as place,
    'unjudged' as statement_key,
    null as event_id,
    null as event_value,
    list_concat(subject.lineage, subject.previous_lineage) as statement_lineage
  from subject
  join core.unit_of_count as unit_of_count using (unit_of_count)
  where
    subject.change is not null
    and subject.change_meaning is null
    and unit_of_count.independent
    and len(subject.event_ids) + len(subject.previous_event_ids) > 0
),

provisional as (
  select
    key_figure_id,
    'aa' as place,
    case
      when obs_status = 'P' and previous_obs_status = 'P' then 'provisional_both'
      when obs_status = 'P' then 'provisional'
      else 'provisional_previous'
    end as statement_key,
    null as event_id,
    null as event_value,
    list_concat(lineage, previous_lineage) as statement_lineage
  from subject
  where obs_status = 'P' or previous_obs_status = 'P'
),

broken as (
  select
    key_figure_id,
    'h' as place,
    'break_crossed' as statement_key,
    null as event_id,
    null as event_value,
    list_concat(lineage, previous_lineage) as statement_lineage
  from subject
  where comparison_break_id is not null and change is not null
),

figure_sentence as (
  select * from valued
  union all
  select * from provisional
  union all
  select * from compared
  union all
  select * from eventful
  union all
  select * from without
  union all
  select * from unjudged
  union all
  select * from broken
),

figure_told as (
  select
    subject.statement_group,
    sentence.place,
    sentence.statement_key,
    subject.theme,
    subject.key_figure_id,
    json_object(
      'year', subject.time_period, 'value', subject.obs_value, 'previous_year', subject.previous_period, 'previous', subject.previous_value,
      'change', abs(subject.change), 'percent', abs(subject.change_percent),
      'count', sentence.event_value, 'without', subject.without_events, 'percent_without', abs(subject.change_percent_without)
    ) as arguments,
    json_merge_patch(
      json_object('series', ['series', subject.series_id]),
      case when sentence.event_id is null then '{}' else json_object('event', ['event', sentence.event_id]) end,
      case when subject.comparison_break_id is null then '{}' else json_object('break', ['break', subject.comparison_break_id]) end
    ) as codes,
    sentence.statement_lineage
  from figure_sentence as sentence
  join subject using (key_figure_id)
),

record as (
  select
    '2_record' as statement_group,
    case when latest.obs_value > max(earlier.obs_value) then 'highest' else 'lowest' end as statement_key,
    json_object('year', latest.time_period, 'value', latest.obs_value, 'first_year', min(earlier.time_period)) as arguments,
    latest.lineage as statement_lineage
  from latest
  join total as earlier on earlier.time_period < latest.time_period
  where
    latest.obs_status is distinct from 'P'
    -- What can be chance is no record either.
    and latest.series_id not in (select series_id from mart.key_figure where change_meaning = 'chance')
    and not exists (
      select 1
      from total as cut
      where cut.break_id is not null or cut.precision <> 'exact'
    )
  group by latest.time_period, latest.obs_value, latest.lineage
  having latest.obs_value > max(earlier.obs_value) or latest.obs_value < min(earlier.obs_value)
),

part as (
  select
    whole.time_period,
    whole.obs_value as whole_value,
    count(*) as parts,
    max(inflow.obs_value) as largest_value,
    arg_max(inflow.population, inflow.obs_value) as largest_population,
    min(inflow.obs_value) as other_value,
    flatten(list(inflow.lineage order by inflow.series_id)) as statement_lineage
  from latest as whole
  join mart.inflow_by_year as inflow on inflow.time_period = whole.time_period
  join core.series as series on series.series_id = inflow.series_id and series.part_of is not null
  group by whole.time_period, whole.obs_value
),

split as (
  select
    '3_split' as statement_group,
    'split_' || largest_population as statement_key,
    json_object(
      'year', time_period, 'value', largest_value, 'other', other_value, 'total', whole_value, 'percent', 100 * largest_value / whole_value
    ) as arguments,
    statement_lineage
  from part
  where parts = 2 and largest_value > other_value and largest_value + other_value = whole_value
),

-- A whole year that was over when the newest publication appeared, and of which
-- no figure was found.
not_yet as (
  select
    '1_not_yet' as statement_group,
    'not_yet' as statement_key,
    json_object('year', cast(newest.year as varchar)) as arguments,
    [] as statement_lineage
  from latest
  cross join (
    select max(cast(left(published, 4) as integer)) - 1 as year
    from core.publication
    where not synthetic
  ) as newest
  where newest.year > cast(latest.time_period as integer)
),

inflow as (
  select *
  from not_yet
  union all
  select *
  from record
  union all
  select *
  from split
),

-- The finding that the report opens with.
headline as (
  select
    '0_headline' as statement_group,
    case
      when latest.obs_status = 'P' then 'headline_provisional'
      when record.statement_key = 'highest' then 'headline_highest'
      when record.statement_key = 'lowest' then 'headline_lowest'
      else 'headline'
    end as statement_key,
    json_object('year', latest.time_period, 'value', latest.obs_value, 'first_year', record.arguments ->> 'first_year') as arguments,
    latest.lineage as statement_lineage
  from latest
  left join record on true
  where latest.precision = 'exact' and regexp_full_match(latest.time_period, '\d{4}')
),

largest_article as (
  select *
  from mart.inflow_article
  where unit = 'percent' and base_value >= $share_alone
  qualify row_number() over (partition by series_id order by time_period desc, obs_value desc) = 1
),

article as (
  select
    '5_' || series_id as statement_group,
    case when obs_value > $half then 'article_most' else 'article_share' end as statement_key,
    json_object('year', time_period, 'percent', obs_value, 'base', base_value) as arguments,
    json_object('article', ['category', 'article/' || category], 'population', ['population', population]) as codes,
    lineage as statement_lineage
  from largest_article
),

-- A ground is called the most frequent only in the newest year with figures, and
-- only when every ground that an offence can have in that year has a count.
counted_ground as (
  select
    inflow.*,
    rank() over (partition by inflow.time_period order by inflow.count_value desc) as place
  from mart.inflow_ground as inflow
  where
    inflow.series_id not in (select series_id from core.series where part_of is not null)
    and inflow.unit = 'count'
    and inflow.precision = 'exact'
),

ground_year as (
  select
    counted.time_period,
    flatten(list(counted.lineage order by counted.category)) as statement_lineage
  from counted_ground as counted
  where not exists (
    select 1
    from core.extract_code as code
    where
      code.dimension = 'ground'
      and year(coalesce(code.valid_from, make_date(cast(counted.time_period as integer), 1, 1))) <= cast(counted.time_period as integer)
      and year(coalesce(code.valid_to, make_date(cast(counted.time_period as integer), 1, 1))) >= cast(counted.time_period as integer)
      and not exists (
        select 1
        from counted_ground as other
        where other.time_period = counted.time_period and other.category = code.code
      )
  )
  group by counted.time_period
  having counted.time_period = (select max(time_period) from mart.inflow_ground)
),

ground as (
  select
    '6_ground' as statement_group,
    case when count(*) = 1 then 'ground_most' else 'ground_tie' end as statement_key,
    json_object('year', time_period, 'value', any_value(counted_ground.count_value), 'count', count(*)) as arguments,
    json_object('ground', ['category', 'ground/' || min(counted_ground.category)]) as codes,
    any_value(ground_year.statement_lineage) as statement_lineage
  from ground_year
  join counted_ground using (time_period)
  where counted_ground.place = 1
  group by time_period
),

status as (
  select
    coalesce(sum(obs_value) filter (where category = 'completed'), 0) as completed,
    coalesce(sum(obs_value) filter (where category = 'partly_completed'), 0) as partly,
    coalesce(sum(obs_value) filter (where category = 'ongoing'), 0) as ongoing,
    max(measure_status_count.time_period) as letter_date,
    max(letter.scope) as scope,
    flatten(list(lineage order by category)) as statement_lineage
  from mart.measure_status_count as measure_status_count
  left join core.letter as letter on letter.is_last
  having count(*) > 0
)

select
  statement_group || '.' || place as statement_id,
  statement_group,
  statement_key,
  theme,
  key_figure_id,
  cast(arguments as varchar) as arguments,
  cast(codes as varchar) as codes,
  statement_lineage
from figure_told
union all
select
  statement_group,
  statement_group,
  statement_key,
  'inflow',
  null,
  cast(arguments as varchar),
  '{}',
  statement_lineage
from inflow
union all
select
  statement_group,
  statement_group,
  statement_key,
  'start',
  null,
  cast(arguments as varchar),
  '{}',
  statement_lineage
from headline
union all
select
  statement_group,
  statement_group,
  statement_key,
  theme,
  null,
  cast(arguments as varchar),
  cast(codes as varchar),
  statement_lineage
from (
  select statement_group, statement_key, 'article_ground' as theme, arguments, codes, statement_lineage from article
  union all
  select statement_group, statement_key, 'article_ground', arguments, codes, statement_lineage from ground
)
union all
select
  '7_measures',
  '7_measures',
  'measures',
  'measures',
  null,
  cast(json_object('total', completed + partly + ongoing, 'completed', completed, 'partly', partly, 'ongoing', ongoing, 'date', letter_date) as varchar),
  cast(json_object('scope', ['letter_scope', scope]) as varchar),
  statement_lineage
from status
