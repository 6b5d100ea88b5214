/*
grain:
  nl: "Eén onderwerp waarover meer dan één instantie cijfers heeft, zoals antisemitisme."
  en: "One topic on which more than one body has figures, such as antisemitism."
columns:
  topic: {nl: "Het onderwerp (codelijst topic).", en: "The topic (codelist topic)."}
  parent: {references: core.topic, nl: "Het onderwerp waar dit een deel van is; leeg als het een eigen pagina heeft.", en: "The topic that this one is a part of; empty when it has a page of its own."}
  root_topic: {references: none, nl: "Het bovenste onderwerp, dat een pagina heeft.", en: "The topic at the top, which has a page."}
key: [topic]
*/
with recursive tree as (
  select
    code as topic,
    parent,
    code as root_topic
  from raw.codelist_topic
  where parent is null
  union all
  select
    child.code,
    child.parent,
    tree.root_topic
  from raw.codelist_topic as child
  join tree on tree.topic = child.parent
)

select
  tree.topic,
  tree.parent,
  tree.root_topic,
  codelist.label_nl,
  codelist.label_en
from tree
join raw.codelist_topic as codelist on codelist.code = tree.topic
