package extract

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"

	"jaarcijfers/pipeline/contract"
)

// RuleDamaged is of a file that cannot be read as what it says it is.
const RuleDamaged contract.Rule = "file_damaged"

// batch is how many rows of a Parquet file are in memory at once.
const batch = 16_384

// readParquet gives the rows of a Parquet file as text, whatever their types: a
// date as 2024-12-31, a boolean as true or false.
func readParquet(ctx context.Context, from *os.File, fields []contract.Field, header func([]string) error, each func(*Record, fault) error) (err error) {
	defer func() { // the library panics on some damaged files
		if cause := recover(); cause != nil {
			err = damaged(fmt.Errorf("%v", cause))
		}
	}()
	in, err := file.NewParquetReader(from)
	if err != nil {
		return damaged(err)
	}
	defer func() { _ = in.Close() }() // it was only read
	p := &parquetReader{each: each, fields: fields}
	rows, err := pqarrow.NewFileReader(in, pqarrow.ArrowReadProperties{BatchSize: batch}, memory.DefaultAllocator)
	if err != nil {
		return damaged(err)
	}
	schema, err := rows.Schema()
	if err != nil {
		return damaged(err)
	}
	if err := header(columnNames(schema)); err != nil {
		return err
	}
	info, err := from.Stat()
	if err != nil {
		return fmt.Errorf("look at size: %w", err)
	}
	if err := checkPages(in, from, info.Size()); err != nil {
		return damaged(err)
	}
	if err := p.open(ctx, rows, schema); err != nil {
		return damaged(err)
	}
	for some := true; some; {
		if some, err = p.next(ctx); err != nil {
			return err
		}
	}
	if told := in.NumRows(); told != int64(p.given) {
		return damaged(fmt.Errorf("%d rows, where it says %d", p.given, told))
	}
	return nil
}

func damaged(cause error) error {
	return &fileFault{violation: contract.Violation{Rule: RuleDamaged, Value: short([]byte(cause.Error()))}}
}

func columnNames(schema *arrow.Schema) []string {
	var names []string
	for _, f := range schema.Fields() {
		names = append(names, f.Name)
	}
	return names
}

// A parquetReader reads all columns of a file beside each other. It asks for them
// one by one: the library's own reader of records starts each in a goroutine,
// where a panic ends the program.
type parquetReader struct {
	each    func(*Record, fault) error
	fields  []contract.Field
	columns []*pqarrow.ColumnReader
	floats  []bool // of each column: its numbers have no more than fifteen digits
	given   int    // rows
}

func (p *parquetReader) open(ctx context.Context, rows *pqarrow.FileReader, schema *arrow.Schema) error {
	for i, f := range schema.Fields() {
		if arrow.IsNested(f.Type.ID()) {
			return fmt.Errorf("column %s holds %s", f.Name, f.Type)
		}
		column, err := rows.GetColumn(ctx, i)
		if err != nil {
			return fmt.Errorf("column %s: %w", f.Name, err)
		}
		p.columns = append(p.columns, column)
		p.floats = append(p.floats, arrow.IsFloating(f.Type.ID()) && p.fields[i].Type == contract.String)
	}
	return nil
}

// next gives the rows of one batch, and tells whether there were any.
func (p *parquetReader) next(ctx context.Context) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	texts := make([][][]byte, len(p.columns))
	for i, column := range p.columns {
		values, err := column.NextBatch(batch)
		if err != nil {
			return false, damaged(err)
		}
		for _, chunk := range values.Chunks() {
			text := textOf(chunk)
			for row := range chunk.Len() {
				texts[i] = append(texts[i], text(row))
			}
		}
		values.Release()
		if len(texts[i]) != len(texts[0]) {
			return false, damaged(fmt.Errorf("columns of %d and %d rows", len(texts[0]), len(texts[i])))
		}
	}
	return len(texts[0]) > 0, p.give(texts)
}

func (p *parquetReader) give(texts [][][]byte) error {
	for row := range texts[0] {
		p.given++
		r := Record{Line: p.given, Fields: make([][]byte, len(texts))}
		for i := range texts {
			r.Fields[i] = texts[i][row]
			flaw := textFault(r.Fields[i])
			if p.floats[i] && wholeDigits(string(r.Fields[i])) > exactDigits {
				flaw = fault{rule: RuleRounded, value: short(r.Fields[i]), expected: strconv.Itoa(exactDigits)}
			}
			if flaw.rule != "" {
				flaw.column = i
				r.flaws = append(r.flaws, flaw)
			}
		}
		r.Raw = bytes.Join(r.Fields, []byte{handedOn})
		if err := p.each(&r, fault{}); err != nil {
			return err
		}
	}
	return nil
}

// textOf reads a column as text; no value is the empty text.
func textOf(column arrow.Array) func(row int) []byte {
	switch c := column.(type) {
	case *array.String:
		return func(row int) []byte { return []byte(c.Value(row)) }
	case *array.Binary: // older programs do not say that their texts are text
		return func(row int) []byte { return bytes.Clone(c.Value(row)) }
	case *array.Date32:
		return func(row int) []byte {
			if c.IsNull(row) {
				return nil
			}
			return []byte(c.Value(row).FormattedString())
		}
	case *array.Float64: // a number of a case that was read as a number
		return func(row int) []byte {
			if c.IsNull(row) {
				return nil
			}
			return strconv.AppendFloat(nil, c.Value(row), 'f', -1, 64)
		}
	default:
		return func(row int) []byte {
			if c.IsNull(row) {
				return nil
			}
			return []byte(c.ValueStr(row))
		}
	}
}
