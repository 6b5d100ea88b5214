-- What the warehouse says about itself. It is made before the models, so that
-- models and checks can read it.
create schema raw;
create schema core;
create schema mart;
create schema meta;

create table raw.reject (
  table_name varchar,
  source_file varchar,
  source_line bigint,
  cell varchar,
  column_name varchar,
  value varchar,
  rule varchar,
  explanation_nl varchar,
  explanation_en varchar,
  suggestion varchar,
  time_period varchar,
  record varchar
);
comment on table raw.reject is 'One fault of a record that broke its contract; not published. / Eén fout van een record dat niet aan zijn contract voldeed; niet gepubliceerd.';

create table meta.model (
  model varchar,
  file varchar,
  grain_nl varchar,
  grain_en varchar,
  key_columns varchar[],
  order_columns varchar[],
  row_count bigint,
  primary key (model)
);
comment on table meta.model is 'One table of this database. / Eén tabel van deze database.';
comment on column meta.model.model is 'Schema and table. / Schema en tabel.';
comment on column meta.model.file is 'The SQL file that makes it. / Het SQL-bestand dat haar maakt.';
comment on column meta.model.grain_nl is 'What one row is, in Dutch. / Wat één rij is, in het Nederlands.';
comment on column meta.model.grain_en is 'What one row is, in English. / Wat één rij is, in het Engels.';
comment on column meta.model.key_columns is 'Columns whose values name one row. / Kolommen waarvan de waarden één rij aanwijzen.';
comment on column meta.model.order_columns is 'Columns that give the rows their order, in the database and in the CSV file. / Kolommen die de rijen hun volgorde geven, in de database en in het CSV-bestand.';
comment on column meta.model.row_count is 'Number of rows. / Aantal rijen.';

create table meta.model_column (
  model varchar,
  position bigint,
  column_name varchar,
  data_type varchar,
  codelist varchar,
  description_nl varchar,
  description_en varchar,
  primary key (model, column_name)
);
comment on table meta.model_column is 'One column of one table. / Eén kolom van één tabel.';
comment on column meta.model_column.model is 'Schema and table. / Schema en tabel.';
comment on column meta.model_column.position is 'Order within the table. / Volgorde binnen de tabel.';
comment on column meta.model_column.column_name is 'Name of the column. / Naam van de kolom.';
comment on column meta.model_column.data_type is 'Type in DuckDB. / Type in DuckDB.';
comment on column meta.model_column.codelist is 'Codelist of its values: core.code has their names. Of the list category, the column dimension of the same row says which part. / Codelijst van de waarden: core.code heeft hun namen. Van de lijst category zegt de kolom dimension van dezelfde rij welk deel.';
comment on column meta.model_column.description_nl is 'Description in Dutch. / Beschrijving in het Nederlands.';
comment on column meta.model_column.description_en is 'Description in English. / Beschrijving in het Engels.';

create table meta.parameter (
  parameter varchar,
  parameter_value double,
  description_nl varchar,
  description_en varchar,
  source varchar,
  models varchar[],
  primary key (parameter)
);
comment on table meta.parameter is 'One threshold or constant that models, checks, charts and words share. / Eén drempel of constante die modellen, controles, grafieken en teksten delen.';
comment on column meta.parameter.parameter is 'Name. / Naam.';
comment on column meta.parameter.parameter_value is 'Value. / Waarde.';
comment on column meta.parameter.description_nl is 'Description in Dutch. / Beschrijving in het Nederlands.';
comment on column meta.parameter.description_en is 'Description in English. / Beschrijving in het Engels.';
comment on column meta.parameter.source is 'Where it is explained. / Waar het is uitgelegd.';
comment on column meta.parameter.models is 'The models and checks that use it; none when only charts, words or the counting of an extract do. / De modellen en controles die het gebruiken; geen als alleen grafieken, teksten of het tellen van een extractie die doen.';

create table meta.lineage (
  model varchar,
  mart_row bigint,
  obs_value double,
  operation varchar,
  position bigint,
  observation_id varchar,
  obs_status varchar,
  conf_status varchar,
  revised boolean,
  primary key (model, mart_row, position)
);
comment on table meta.lineage is 'One observation under one value of a mart. / Eén waarneming onder één waarde van een mart.';
comment on column meta.lineage.model is 'The mart. / De mart.';
comment on column meta.lineage.mart_row is 'Row of the mart, counted in its order. / Rij van de mart, geteld in haar volgorde.';
comment on column meta.lineage.obs_value is 'The value of that row. / De waarde van die rij.';
comment on column meta.lineage.operation is 'How the value follows from its observations. / Hoe de waarde uit haar waarnemingen volgt.';
comment on column meta.lineage.position is 'Order in the operation. / Volgorde in de bewerking.';
comment on column meta.lineage.observation_id is 'The observation (core.observation), or a status of a measure. / De waarneming (core.observation), of een status van een maatregel.';
comment on column meta.lineage.obs_status is 'Status of that row, where the mart has one. / Status van die rij, als de mart er een heeft.';
comment on column meta.lineage.conf_status is 'Confidentiality of that row, where the mart has one. / Vertrouwelijkheid van die rij, als de mart er een heeft.';
comment on column meta.lineage.revised is 'Whether that row is revised, where the mart says so. / Of die rij is herzien, als de mart dat zegt.';

create table meta.check_result (
  check_name varchar,
  severity varchar,
  must_not_nl varchar,
  must_not_en varchar,
  found_rows bigint,
  primary key (check_name)
);
comment on table meta.check_result is 'One check, with the number of rows that it found. / Eén controle, met het aantal rijen dat zij vond.';
comment on column meta.check_result.check_name is 'The check. / De controle.';
comment on column meta.check_result.severity is 'error stops a build, warning does not. / error houdt een build tegen, warning niet.';
comment on column meta.check_result.must_not_nl is 'What must not exist, in Dutch. / Wat er niet mag zijn, in het Nederlands.';
comment on column meta.check_result.must_not_en is 'What must not exist, in English. / Wat er niet mag zijn, in het Engels.';
comment on column meta.check_result.found_rows is 'Number of rows found. / Aantal gevonden rijen.';

-- What an extract leaves: counts, and how it was read. Empty without one. None of
-- these is published itself.
create table raw.extract_publication (
  publication_id varchar,
  extract_date date,
  synthetic boolean
);
create table raw.extract_observation (
  observation_id varchar,
  publication_id varchar,
  series_id varchar,
  dimension varchar,
  category varchar,
  time_period varchar,
  obs_value bigint,
  obs_status varchar,
  conf_status varchar
);
create table raw.extract_change (
  time_period varchar,
  previous_period varchar,
  last_day date,
  previous_last_day date,
  part_previous bigint,
  part_outside_previous bigint,
  cluster_p double,
  clusters bigint,
  previous_clusters bigint
);
create table raw.extract_empty_month (
  time_period varchar,
  month_of_year bigint
);
create table raw.extract_missing_year (
  table_name varchar,
  time_period bigint
);
create table raw.extract_false_none (
  table_name varchar,
  time_period bigint
);
create table raw.extract_source (
  publication_id varchar,
  table_name varchar,
  source_file varchar,
  format varchar,
  sha256 varchar,
  row_count bigint,
  rejected_rows bigint
);
create table raw.extract_reject (
  table_name varchar,
  time_period varchar,
  rule varchar,
  rejected_rows bigint,
  row_count bigint,
  budget_share double,
  within_budget boolean
);
create table raw.extract_correction (
  table_name varchar,
  column_name varchar,
  reason_code varchar
);

-- What differs from the accepted state, for checks to read. Neither is published.
create table raw.row_change (
  file varchar,
  source_line bigint,
  row_key varchar,
  column_name varchar,
  kind varchar,        -- added, changed or gone
  accepted varchar,
  found varchar
);
create table raw.figure_change (
  model varchar,
  figure_key varchar,
  column_name varchar,
  kind varchar,        -- added, changed or gone
  accepted varchar,
  found varchar,
  changed_rows varchar, -- keys of changed rows of data under it
  only_added boolean    -- there are such rows, and all were added
);

-- Which edition this is. One row, written when all else is known.
create table meta.release (
  edition varchar,
  version varchar,
  title varchar,
  made date,
  data_until integer,
  program varchar,
  engine varchar,
  drawing varchar,
  licence varchar,
  citation varchar,
  marking varchar,
  own_sql varchar,
  primary key (edition)
);
comment on table meta.release is 'One row: which edition of the report this database is. / Eén rij: welke editie van het rapport deze database is.';
comment on column meta.release.edition is 'Its name: version and the start of the hash of all content. No other content has it. / Haar naam: versie en het begin van de hash van alle inhoud. Geen andere inhoud heeft die naam.';
comment on column meta.release.version is 'Version of the data, as its makers count. / Versie van de gegevens, zoals de makers tellen.';
comment on column meta.release.title is 'Title of the data. / Titel van de gegevens.';
comment on column meta.release.made is 'Day on which the data were last put together (created of the data package); not the day of the build. / Dag waarop de gegevens voor het laatst zijn samengesteld (created van het datapakket); niet de dag van de build.';
comment on column meta.release.data_until is 'Last year that a figure is about. It differs by series: see mart.figure. / Laatste jaar waarover een cijfer gaat. Het verschilt per reeks: zie mart.figure.';
comment on column meta.release.program is 'Version of the program that made it. / Versie van het programma dat haar maakte.';
comment on column meta.release.engine is 'Version of DuckDB. / Versie van DuckDB.';
comment on column meta.release.drawing is 'Version of ECharts. / Versie van ECharts.';
comment on column meta.release.licence is 'Licence of the data; for internal figures that they are not for publication. / Licentie van de gegevens; bij interne cijfers dat zij niet voor publicatie zijn.';
comment on column meta.release.citation is 'How to cite the figures, in English and Dutch. / Hoe naar de cijfers te verwijzen, in het Engels en het Nederlands.';
comment on column meta.release.marking is 'What the database bears: none, internal (figures of a real extract: not for publication) or synthetic (made-up figures). / Wat de database draagt: none, internal (cijfers uit een echte extractie: niet voor publicatie) of synthetic (verzonnen cijfers).';
comment on column meta.release.own_sql is 'SQL files of its makers beside or in place of (replaced:) those of the program; none when all is the program''s own. A replaced check does not say what docs/METHOD.md says of it. / SQL-bestanden van de makers naast of in plaats van (replaced:) die van het programma; none als alles van het programma zelf is. Een vervangen controle zegt niet wat docs/METHOD.md ervan zegt.';
