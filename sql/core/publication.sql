/*
grain: {nl: "Eén publicatie waarin een cijfer is gelezen.", en: "One publication that a figure was read in."}
columns:
  publication_id: {nl: "Vaste sleutel.", en: "Permanent id."}
  title: {nl: "Titel in de eigen taal.", en: "Title in its own language."}
  rank: {nl: "primary: van de instantie zelf, van een andere overheid of onderzoeker, of aan de Kamer; reprint: een persbericht van de instantie dat een ander overnam of vertaalde; secondary: anderen erover.", en: "primary: by the body itself, another authority or researcher, or to parliament; reprint: a press release of the body that another took over or translated; secondary: others about it."}
  body: {nl: "Instantie waarvan dit de eigen publicatie is; bij reprint de instantie van wie de tekst is; leeg bij andere.", en: "Body whose own publication it is; of a reprint the body whose text it is; empty for others."}
  published: {nl: "Datum, zo precies als bekend: jaar, maand of dag.", en: "Date, as exact as known: year, month or day."}
  language: {nl: "Taal (ISO 639-1).", en: "Language (ISO 639-1)."}
  url: {nl: "Adres; leeg als er geen bewaard is.", en: "Address; empty when none was stored."}
  note: {nl: "Wat verder bekend is van datum, taal of adres.", en: "What else is known of the date, language or address."}
  synthetic: {nl: "Of zij verzonnen is: de cijfers zijn fictief.", en: "Whether it is generated: its figures are synthetic."}
  internal: {type: BOOLEAN, nl: "Of zij een echte extractie is: de cijfers zijn niet voor publicatie.", en: "Whether it is a real extract: its figures are not for publication."}
key: [publication_id]
*/
select
  publication_id,
  title,
  publisher,
  rank,
  body,
  published,
  language,
  url,
  note,
  false as synthetic,
  false as internal,
  source_file,
  source_line
from raw.publication
union all
select
  publication_id,
  case when synthetic then 'Fictieve extractie, ' else 'Extractie uit het zaaksysteem van het OM, ' end || strftime(extract_date, '%Y-%m-%d'),
  case when synthetic then 'jaarcijfers (fictief)' else 'OM' end,
  'primary',
  case when not synthetic then 'OM' end,
  strftime(extract_date, '%Y-%m-%d'),
  'nl',
  null,
  case when synthetic then 'fictief / synthetic' end,
  synthetic,
  not synthetic,
  null,
  null
from raw.extract_publication
