/*
grain: {nl: "Eén bron die bekend is en hier niet geheel kon worden gelezen.", en: "One source that is known and could not be read in full here."}
columns:
  title: {nl: "Titel.", en: "Title."}
  holds_nl: {nl: "Wat erin staat, in het Nederlands.", en: "What it holds, in Dutch."}
  holds_en: {nl: "Wat erin staat, in het Engels.", en: "What it holds, in English."}
  state_nl: {nl: "Wat ervan te lezen was, in het Nederlands.", en: "What of it could be read, in Dutch."}
  state_en: {nl: "Wat ervan te lezen was, in het Engels.", en: "What of it could be read, in English."}
key: [url]
order: [source_line]
*/
select
  url,
  title,
  holds_nl,
  holds_en,
  state_nl,
  state_en,
  source_file,
  source_line
from raw.unread_source
