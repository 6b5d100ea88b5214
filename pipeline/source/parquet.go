package source

import (
	"fmt"
	"io"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/typing"
)

// lineColumn is the column of every snapshot that says where a row stood.
const lineColumn = "source_line"

// writeParquet writes typed rows as one Parquet row group.
func writeParquet(w io.Writer, columns []typing.Column, rows []row) error {
	fields := make([]arrow.Field, 0, len(columns)+1)
	for _, c := range columns {
		fields = append(fields, arrow.Field{Name: c.Name, Type: arrowType(c.Type), Nullable: true})
	}
	fields = append(fields, arrow.Field{Name: lineColumn, Type: arrow.PrimitiveTypes.Int64})
	schema := arrow.NewSchema(fields, nil)
	builder := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	defer builder.Release()
	for _, r := range rows {
		for i := range columns {
			if err := appendValue(builder.Field(i), r.values[i]); err != nil {
				return fmt.Errorf("line %d, column %s: %w", r.line, columns[i].Name, err)
			}
		}
		if err := appendValue(builder.Field(len(columns)), int64(r.line)); err != nil {
			return err
		}
	}
	record := builder.NewRecord()
	defer record.Release()
	properties := parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Snappy))
	out, err := pqarrow.NewFileWriter(schema, w, properties, pqarrow.DefaultWriterProps())
	if err != nil {
		return fmt.Errorf("start Parquet: %w", err)
	}
	if err := out.Write(record); err != nil {
		return fmt.Errorf("write Parquet: %w", err)
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("end Parquet: %w", err)
	}
	return nil
}

func arrowType(t contract.Type) arrow.DataType {
	switch t {
	case contract.Integer:
		return arrow.PrimitiveTypes.Int64
	case contract.Number:
		return arrow.PrimitiveTypes.Float64
	case contract.Boolean:
		return arrow.FixedWidthTypes.Boolean
	case contract.Date:
		return arrow.FixedWidthTypes.Date32
	default:
		return arrow.BinaryTypes.String
	}
}

func appendValue(b array.Builder, value any) error {
	switch v := value.(type) {
	case nil:
		b.AppendNull()
		return nil
	case string:
		if b, ok := b.(*array.StringBuilder); ok {
			b.Append(v)
			return nil
		}
	case int64:
		if b, ok := b.(*array.Int64Builder); ok {
			b.Append(v)
			return nil
		}
	case float64:
		if b, ok := b.(*array.Float64Builder); ok {
			b.Append(v)
			return nil
		}
	case bool:
		if b, ok := b.(*array.BooleanBuilder); ok {
			b.Append(v)
			return nil
		}
	case typing.Date:
		if b, ok := b.(*array.Date32Builder); ok {
			b.Append(arrow.Date32(v))
			return nil
		}
	}
	return fmt.Errorf("value %v (%T) does not fit %s", value, value, b.Type())
}
