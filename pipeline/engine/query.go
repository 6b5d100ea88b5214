package engine

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/marcboeker/go-duckdb/v2"
)

// A Question is SQL that someone else wrote, and what its answer may cost.
type Question struct {
	Database string
	SQL      string
	Memory   int64 // the bytes that the engine may use
	Nested   Nested
}

// Nested says how lists, structs, maps and unions are written.
type Nested int

// SQL is how a cast to text writes a nested value; JSON is the same value as JSON, in
// which a number that JSON does not have is NaN, Infinity or -Infinity.
const (
	SQL Nested = iota
	JSON
)

// maxQuestion is far more than anyone types.
const maxQuestion = 1 << 20

// A RowWriter takes an answer as it comes: its columns once, then each row. A value is
// its text, nil for NULL, and good until the next row.
type RowWriter interface {
	Head(columns []Column) error
	Row(values [][]byte) error
}

// Answer answers a question to a database. It is the one way in which SQL from outside
// reaches the engine, for a command as for a server.
//
// Only one statement that reads is run, and the engine itself says whether it is one.
// READ_ONLY and closed access would still let it read and write the file that is open,
// its log and its folder of temporary files; so once the database is open the engine
// loses the file system altogether, and what does not fit in memory is an error.
//
// A damaged database, or SQL that is nested too deep, may end the process: call it in
// one that nobody misses.
func Answer(ctx context.Context, q Question, out RowWriter) error {
	if err := q.validate(); err != nil {
		return err
	}
	d, err := openLocked(ctx, q)
	if err != nil {
		return err
	}
	return errors.Join(d.answer(ctx, q, out), d.Close())
}

func (q Question) validate() error {
	switch {
	case len(q.SQL) > maxQuestion:
		return &QueryError{Kind: QueryLong, Detail: strconv.Itoa(maxQuestion)}
	case !utf8.ValidString(q.SQL), strings.ContainsRune(q.SQL, 0):
		return &QueryError{Kind: QueryNoText}
	default:
		return nil
	}
}

func openLocked(ctx context.Context, q Question) (*DB, error) {
	d, err := open(ctx, q.Database+"?access_mode=read_only&"+closedSettings)
	if err != nil {
		return nil, openError(err)
	}
	if err := d.lock(ctx, []string{
		fmt.Sprintf("set memory_limit = '%d bytes'", q.Memory),
		"set TimeZone = 'UTC'", // the same answer on every machine
		"set temp_directory = ''",
		"set enable_external_access = false",
		"set disabled_filesystems = 'LocalFileSystem'",
		"set lock_configuration = true",
	}); err != nil {
		return nil, fmt.Errorf("lock %s: %w", q.Database, err)
	}
	return d, nil
}

func (d *DB) answer(ctx context.Context, q Question, out RowWriter) error {
	kind, err := d.kindOf(q.SQL)
	if err != nil {
		return err
	}
	switch kind {
	case duckdb.STATEMENT_TYPE_SELECT:
		return d.answerSelect(ctx, q, out)
	case duckdb.STATEMENT_TYPE_EXPLAIN:
		return d.answerExplain(ctx, q, out)
	default:
		return &QueryError{Kind: QueryNoSelect}
	}
}

// kindOf prepares the SQL, which must be one statement, and asks the engine what it is.
func (d *DB) kindOf(question string) (duckdb.StmtType, error) {
	kind := duckdb.STATEMENT_TYPE_INVALID
	err := d.conn.Raw(func(driver any) error {
		conn, ok := driver.(*duckdb.Conn)
		if !ok {
			return fmt.Errorf("connection is a %T", driver)
		}
		prepared, err := conn.Prepare(question) // not PrepareContext: that runs all but the last
		if err != nil {
			return prepareError(err)
		}
		if prepared.NumInput() > 0 {
			return errors.Join(&QueryError{Kind: QueryParameter}, prepared.Close())
		}
		if statement, ok := prepared.(*duckdb.Stmt); ok {
			kind, err = statement.StatementType()
		}
		return errors.Join(err, prepared.Close())
	})
	return kind, err
}

func (d *DB) answerSelect(ctx context.Context, q Question, out RowWriter) error {
	// query() takes the text as a value, so nothing in it, such as a comment without an
	// end, can get out of its brackets. It refuses what is no SELECT, too.
	source := "query(" + Literal(q.SQL) + ")"
	if err := d.refuseActions(ctx, "select * from "+source); err != nil {
		return err
	}
	columns, err := d.columnsOf(ctx, q.SQL, source)
	if err != nil {
		return err
	}
	if err := out.Head(columns); err != nil {
		return err
	}
	names, values := make([]string, len(columns)), make([]string, len(columns))
	for i, column := range columns {
		names[i] = "c" + strconv.Itoa(i)
		values[i] = "cast(" + names[i] + " as varchar)"
		if q.Nested == JSON && column.Nested() {
			values[i] = "cast(to_json(" + names[i] + ") as varchar)"
		}
	}
	return d.stream(ctx, "select "+strings.Join(values, ", ")+" from "+source+" as answer("+strings.Join(names, ", ")+")", out.Row)
}

// columnsOf takes the names from the question as it stands, since a column may have
// the name of another, and the types from an answer without rows, for which the engine
// runs nothing.
func (d *DB) columnsOf(ctx context.Context, question, source string) ([]Column, error) {
	names, err := d.columnNames(question)
	if err != nil {
		return nil, err
	}
	result, err := d.Query(ctx, "select * from "+source+" limit 0")
	if err != nil {
		return nil, engineError(err)
	}
	if len(names) != len(result.Types) {
		return nil, fmt.Errorf("question has %d columns and its answer %d", len(names), len(result.Types))
	}
	columns := make([]Column, len(names))
	for i := range columns {
		columns[i] = Column{Name: names[i], Type: result.Types[i]}
	}
	return columns, nil
}

// Nested tells whether the values of the column hold other values.
func (c Column) Nested() bool {
	unnamed := strings.Contains(c.Type, `("" `) // as JSON it would have the same name twice
	return !unnamed && (c.Type == "JSON" || strings.HasSuffix(c.Type, "]") || strings.HasPrefix(c.Type, "STRUCT(") ||
		strings.HasPrefix(c.Type, "MAP(") || strings.HasPrefix(c.Type, "UNION("))
}

// explained is an EXPLAIN with its options. It only takes apart what the engine has
// said is one; what follows must be a statement of its own.
var explained = regexp.MustCompile(`(?is)^((?:\s|--[^\n]*\n|/\*.*?\*/)*explain\s*(?:analyze\b|\([\w\s,]*\))?)(.*)$`)

// answerExplain explains a SELECT. EXPLAIN ANALYZE runs what it explains, so that must
// be a statement that may be run.
func (d *DB) answerExplain(ctx context.Context, q Question, out RowWriter) error {
	part := explained.FindStringSubmatch(q.SQL)
	if part == nil {
		return &QueryError{Kind: QueryNoSelect}
	}
	kind, err := d.kindOf(part[2])
	if err != nil {
		return err
	}
	if kind != duckdb.STATEMENT_TYPE_SELECT {
		return &QueryError{Kind: QueryNoSelect}
	}
	if err := d.refuseActions(ctx, "select * from query("+Literal(part[2])+")"); err != nil {
		return err
	}
	if err := out.Head([]Column{{Name: "explain_key", Type: "VARCHAR"}, {Name: "explain_value", Type: "VARCHAR"}}); err != nil {
		return err
	}
	return d.stream(ctx, part[1]+" "+part[2], out.Row)
}

// actions are table functions that do something and are called by a SELECT. The last
// runs another SELECT, which the plan does not show.
var actions = []string{
	"ENABLE_LOGGING", "DISABLE_LOGGING", "TRUNCATE_DUCKDB_LOGS", "ENABLE_PROFILING", "DISABLE_PROFILING",
	"ENABLE_PEG_PARSER", "DISABLE_PEG_PARSER", "CHECKPOINT", "FORCE_CHECKPOINT", "JSON_EXECUTE_SERIALIZED_SQL",
}

// refuseActions looks in the plan, which also shows what a view or macro calls.
func (d *DB) refuseActions(ctx context.Context, statement string) error {
	var key, text string
	err := d.QueryRow(ctx, "explain (format json) "+statement).Scan(&key, &text)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return engineError(err)
	}
	var plan []planNode
	if err := json.Unmarshal([]byte(text), &plan); err != nil {
		return fmt.Errorf("read plan of question: %w", err)
	}
	for _, node := range plan {
		if name := node.action(); name != "" {
			return &QueryError{Kind: QueryAction, Detail: strings.ToLower(name)}
		}
	}
	return nil
}

type planNode struct {
	Name     string     `json:"name"`
	Children []planNode `json:"children"`
}

func (n planNode) action() string {
	if name := strings.TrimSpace(n.Name); slices.Contains(actions, name) {
		return name
	}
	for _, child := range n.Children {
		if name := child.action(); name != "" {
			return name
		}
	}
	return ""
}
