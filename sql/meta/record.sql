-- What the private database of an extract stands in. Only schema extract is read
-- by others, and it holds counts.
create schema raw;
create schema stage;    -- every row of the snapshots
create schema accepted; -- those that were not rejected
create schema record;   -- rows as models read them
create schema extract;  -- counts

create table record.reject (
  table_name varchar,
  file bigint,
  record bigint,
  column_name varchar,
  rule varchar,
  value varchar,
  expected varchar,
  period varchar
);

-- One row: which extract it is.
create table raw.extract_info (
  publication_id varchar,
  extract_date date,
  synthetic boolean
);

-- Rows and records whose date cannot be read, with the year they count against. A
-- record that was held back before it was staged has no number in its file.
create table record.undated (
  table_name varchar,
  file bigint,
  record bigint,
  held bigint,
  key varchar,
  period varchar
);
