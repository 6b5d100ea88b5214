// Reads a database with one version of DuckDB, and prints that version and, of each
// table that was published, how many rows it has and the hash of what is in it.
const [, , client, path] = process.argv;
const { DuckDBInstance } = await import(client);
const db = await DuckDBInstance.create(path, { access_mode: "READ_ONLY" });
const connection = await db.connect();
const ask = async (sql) => (await connection.runAndReadAll(sql)).getRowsJson();
const [[version]] = await ask("select version()");
console.log(version);
for (const [schema, table, comment] of await ask(
  "select schema_name, table_name, comment from duckdb_tables() where not internal order by all",
)) {
  const [[rows, text]] = await ask(
    `select count(*), md5(coalesce(string_agg(cast(row as varchar), chr(10)), '')) from "${schema}"."${table}" as row`,
  );
  console.log(schema, table, comment, rows, text);
}
