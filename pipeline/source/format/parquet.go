package format

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strconv"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet/file"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/typing"
)

// RuleDamaged is of a file that cannot be read as what it says it is.
const RuleDamaged contract.Rule = "file_damaged"

// batch is how many rows of a Parquet file are in memory at once.
const batch = 16_384

// parquetFile reads Parquet.
type parquetFile struct{}

// Names implements [Reader]: they stand in the foot of a file.
func (parquetFile) Names(in Input) (names []string) {
	defer func() { // the library panics on some damaged files
		if recover() != nil {
			names = nil
		}
	}()
	from, err := file.NewParquetReader(io.NewSectionReader(in.File, 0, in.Size))
	if err != nil {
		return nil
	}
	columns := from.MetaData().Schema
	for i := range columns.NumColumns() {
		names = append(names, columns.Column(i).Name())
	}
	return names
}

// Read implements [Reader]. It gives the values as text, whatever their types: a
// date as 2024-12-31, a boolean as true or false.
func (parquetFile) Read(ctx context.Context, in Input, out Output) (err error) {
	defer func() { // the library panics on some damaged files
		if cause := recover(); cause != nil {
			err = damaged(fmt.Errorf("%v", cause))
		}
	}()
	from, err := file.NewParquetReader(io.NewSectionReader(in.File, 0, in.Size))
	if err != nil {
		return damaged(err)
	}
	defer func() { _ = from.Close() }() // it was only read
	p := &parquetReader{each: out.Record, fields: in.Resource.Schema.Fields}
	rows, err := pqarrow.NewFileReader(from, pqarrow.ArrowReadProperties{BatchSize: batch}, memory.DefaultAllocator)
	if err != nil {
		return damaged(err)
	}
	schema, err := rows.Schema()
	if err != nil {
		return damaged(err)
	}
	header := &Record{Line: 1}
	for _, f := range schema.Fields() {
		header.Fields = append(header.Fields, []byte(f.Name))
	}
	if err := out.Header(header, Fault{}); err != nil {
		return err
	}
	if err := checkPages(from, in.File, in.Size); err != nil {
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
	if claimed := from.NumRows(); claimed != int64(p.rows) {
		return damaged(fmt.Errorf("%d rows, where it says %d", p.rows, claimed))
	}
	return nil
}

func damaged(cause error) error {
	return &Refusal{Violation: contract.Violation{Rule: RuleDamaged, Value: Short([]byte(cause.Error()))}}
}

// A parquetReader reads all columns of a file beside each other. It asks for them
// one by one: the library's own reader of records starts each in a goroutine,
// where a panic ends the program.
type parquetReader struct {
	each    func(*Record, Fault) error
	fields  []contract.Field
	columns []*pqarrow.ColumnReader
	floats  []bool // of each column: its numbers have no more than fifteen digits
	typed   []bool // of each column: its values are no text
	rows    int    // that were read
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
		p.typed = append(p.typed, f.Type.ID() != arrow.STRING && f.Type.ID() != arrow.BINARY)
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
	return len(texts[0]) > 0, p.records(texts)
}

// records gives the rows of a batch, of which the columns are read.
func (p *parquetReader) records(texts [][][]byte) error {
	for row := range texts[0] {
		p.rows++
		r := Record{Line: p.rows, Fields: make([][]byte, len(texts)), Typed: p.typed}
		for i := range texts {
			r.Fields[i] = texts[i][row]
			flaw := TextFault(r.Fields[i])
			if p.floats[i] && wholeDigits(string(r.Fields[i])) > typing.ExactDigits {
				flaw = Fault{Rule: RuleRounded, Value: Short(r.Fields[i]), Expected: strconv.Itoa(typing.ExactDigits)}
			}
			if flaw.Rule != "" {
				flaw.Column = i
				r.Flaws = append(r.Flaws, flaw)
			}
		}
		r.Raw = bytes.Join(r.Fields, []byte{Separator})
		if err := p.each(&r, Fault{}); err != nil {
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
