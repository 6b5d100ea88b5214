package extract

import (
	"bytes"
	"context"
	"fmt"
	"os"

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
func readParquet(ctx context.Context, from *os.File, header func([]string) error, each func(Record, fault) error) (err error) {
	damaged := func(cause error) error {
		return &fileFault{contract.Violation{Rule: RuleDamaged, Value: cause.Error()}}
	}
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
	rows, err := pqarrow.NewFileReader(in, pqarrow.ArrowReadProperties{BatchSize: batch}, memory.DefaultAllocator)
	if err != nil {
		return damaged(err)
	}
	schema, err := rows.Schema()
	if err != nil {
		return damaged(err)
	}
	var names []string
	for _, f := range schema.Fields() {
		names = append(names, f.Name)
	}
	if err := header(names); err != nil {
		return err
	}
	records, err := rows.GetRecordReader(ctx, nil, nil)
	if err != nil {
		return damaged(err)
	}
	defer records.Release()
	number := 0
	for records.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if number, err = giveRows(records.Record(), number, each); err != nil {
			return err
		}
	}
	if err := records.Err(); err != nil && err.Error() != "EOF" {
		return damaged(err)
	}
	return nil
}

// giveRows gives the rows of one batch; number is of the last row before it.
func giveRows(batch arrow.Record, number int, each func(Record, fault) error) (int, error) {
	columns := make([]func(int) []byte, batch.NumCols())
	for i := range columns {
		columns[i] = textOf(batch.Column(i))
	}
	r := Record{Fields: make([][]byte, len(columns))}
	for row := range int(batch.NumRows()) {
		for i, text := range columns {
			r.Fields[i] = text(row)
		}
		number++
		r.Line, r.Raw = number, bytes.Join(r.Fields, []byte{handedOn})
		var flaw fault
		for i, f := range r.Fields {
			if flaw = textFault(f); flaw.rule != "" {
				flaw.column = i
				break
			}
		}
		if err := each(r, flaw); err != nil {
			return number, err
		}
	}
	return number, nil
}

// textOf reads a column as text; no value is the empty text.
func textOf(column arrow.Array) func(row int) []byte {
	switch c := column.(type) {
	case *array.String:
		return func(row int) []byte { return []byte(c.Value(row)) }
	case *array.Binary: // older programs do not say that their texts are text
		return c.Value
	case *array.Date32:
		return func(row int) []byte {
			if c.IsNull(row) {
				return nil
			}
			return []byte(c.Value(row).FormattedString())
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
