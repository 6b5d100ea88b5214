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

-- Keys that records referred to which were held back before they were staged.
create table record.held_key (
  table_name varchar,
  key varchar
);

-- Dates that systems write where there is none: the first and last days of their
-- calendars (SQL Server datetime and smalldatetime, Oracle, Excel, Unix, .NET), and
-- days in the far future that people agreed on.
create table raw.filler_date as
select day from (
  select unnest([
    date '0001-01-01', date '0001-12-31', date '1111-11-11', date '1582-10-15', date '1601-01-01',
    date '1753-01-01', date '1800-01-01', date '1858-11-17', date '1899-12-30', date '1899-12-31',
    date '1900-01-01', date '1900-12-31', date '1901-01-01', date '1904-01-01', date '1970-01-01',
    date '1980-01-01', date '2038-01-19', date '2049-12-31', date '2050-12-31', date '2078-12-31', date '2079-06-06',
    date '2099-01-01', date '2099-12-31', date '2100-01-01', date '2100-12-31', date '2199-12-31',
    date '2200-01-01', date '2222-02-22', date '2299-12-31', date '2500-12-31', date '2599-12-31', date '2900-12-31',
    date '2999-01-01', date '2999-12-31', date '3000-01-01', date '3000-12-31', date '3333-03-03', date '3999-12-31',
    date '4000-12-31', date '4712-12-31', date '4444-04-04', date '5555-05-05', date '6666-06-06', date '7777-07-07', date '8888-08-08',
    date '9000-12-31', date '9998-12-31', date '9999-01-01', date '9999-09-09', date '9999-12-30', date '9999-12-31'
  ]) as day
);

-- Years in which the delivery says that a table has no rows, and that this is so.
create table raw.extract_none (
  table_name varchar,
  time_period bigint
);
