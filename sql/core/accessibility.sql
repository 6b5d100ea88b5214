/*
grain: {nl: "Eén succescriterium van WCAG 2.2, niveau A of AA, met wat er is gevonden.", en: "One success criterion of WCAG 2.2, level A or AA, with what was found."}
columns:
  criterion: {nl: "Nummer van het criterium.", en: "Number of the criterion."}
  level: {nl: "Niveau: A of AA.", en: "Level: A or AA."}
  en_301_549: {nl: "Onderdeel van EN 301 549 versie 3.2.1 dat hetzelfde vraagt; leeg als dat er niet is.", en: "Clause of EN 301 549 version 3.2.1 that asks the same; empty when there is none."}
  name_nl: {nl: "Naam van het criterium, in het Nederlands.", en: "Name of the criterion, in Dutch."}
  name_en: {nl: "Naam van het criterium, in het Engels.", en: "Name of the criterion, in English."}
  outcome: {nl: "Uitkomst: no_failure, failure, not_applicable of not_tried.", en: "Outcome: no_failure, failure, not_applicable or not_tried."}
  tried: {nl: "Hoe het is geprobeerd: test (automatisch), hand, both of none.", en: "How it was tried: test (automatic), hand, both or none."}
  tests: {nl: "Namen van de automatische tests, met een spatie ertussen; leeg als die er niet zijn.", en: "Names of the automatic tests, separated by a space; empty when there are none."}
  tried_on: {nl: "Dag waarop het voor het laatst is geprobeerd; leeg als dat niet is gedaan.", en: "Day on which it was tried last; empty when it was not."}
  remark_nl: {nl: "Wat een lezer verder moet weten, in het Nederlands.", en: "What else a reader must know, in Dutch."}
  remark_en: {nl: "Wat een lezer verder moet weten, in het Engels.", en: "What else a reader must know, in English."}
  source_line: {nl: "Regel in data/definitions/accessibility.csv.", en: "Line in data/definitions/accessibility.csv."}
key: [criterion]
order: [source_line]
*/
select
  criterion,
  level,
  en_301_549,
  name_nl,
  name_en,
  outcome,
  tried,
  tests,
  tried_on,
  remark_nl,
  remark_en,
  source_line
from raw.accessibility
