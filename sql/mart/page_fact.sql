/*
grain: {nl: "Eén uitspraak op één pagina van het rapport, waar zij zegt hoe ver de cijfers reiken.", en: "One statement on one page of the report, where it says how far the figures carry."}
columns:
  page: {nl: "De pagina.", en: "The page."}
  position: {nl: "Plaats in de volgorde.", en: "Place in the order."}
  fact_id: {nl: "De uitspraak (core.qualitative_fact).", en: "The statement (core.qualitative_fact)."}
  body: {nl: "Over wiens cijfers zij gaat.", en: "Whose figures it is about."}
  time_period: {nl: "Periode (SDMX).", en: "Period (SDMX)."}
  statement_nl: {nl: "De uitspraak in het Nederlands.", en: "The statement in Dutch."}
  statement_en: {nl: "De uitspraak in het Engels.", en: "The statement in English."}
key: [page, position]
*/
select
  fact_page.page,
  fact_page.position,
  fact_page.fact_id,
  fact.body,
  fact.time_period,
  fact.year,
  fact.statement_nl,
  fact.statement_en,
  fact.publication_id,
  fact.pointer
from raw.fact_page as fact_page
join core.qualitative_fact as fact using (fact_id)
