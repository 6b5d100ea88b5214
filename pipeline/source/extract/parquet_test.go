package extract_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/apache/arrow/go/v15/parquet"
	"github.com/apache/arrow/go/v15/parquet/compress"
	"github.com/apache/arrow/go/v15/parquet/pqarrow"
	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/extract"
)

// parquetOf writes columns as a Parquet file with small row groups and pages.
func parquetOf(t testing.TB, fields []arrow.Field, columns ...arrow.Array) []byte {
	t.Helper()
	schema := arrow.NewSchema(fields, nil)
	record := array.NewRecord(schema, columns, int64(columns[0].Len()))
	defer record.Release()
	var out bytes.Buffer
	options := []parquet.WriterProperty{parquet.WithCompression(compress.Codecs.Snappy), parquet.WithDataPageSize(100), parquet.WithMaxRowGroupLength(3)}
	if fields[2].Type.ID() == arrow.DICTIONARY { // of which the library cannot write a part
		options = options[:2]
	}
	properties := parquet.NewWriterProperties(options...)
	w, err := pqarrow.NewFileWriter(schema, &out, properties, pqarrow.DefaultWriterProps())
	if err != nil {
		t.Fatal(err)
	}
	if err := w.WriteBuffered(record); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// stringColumn and the like make columns; what is nil or empty is no value.
func stringColumn(texts ...any) arrow.Array {
	b := array.NewStringBuilder(memory.DefaultAllocator)
	for _, text := range texts {
		if text == nil {
			b.AppendNull()
		} else {
			b.Append(fmt.Sprint(text))
		}
	}
	return b.NewArray()
}

func dayColumn(days ...string) arrow.Array {
	b := array.NewDate32Builder(memory.DefaultAllocator)
	for _, day := range days {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			b.AppendNull()
			continue
		}
		b.Append(arrow.Date32FromTime(at))
	}
	return b.NewArray()
}

func boolColumn(values ...any) arrow.Array {
	b := array.NewBooleanBuilder(memory.DefaultAllocator)
	for _, value := range values {
		if is, ok := value.(bool); ok {
			b.Append(is)
		} else {
			b.AppendNull()
		}
	}
	return b.NewArray()
}

func fieldsOf(types ...arrow.DataType) []arrow.Field {
	var list []arrow.Field
	for i, name := range []string{"offence_number", "disposal_date", "disposal", "synthetic"} {
		list = append(list, arrow.Field{Name: name, Type: types[i], Nullable: true})
	}
	return list
}

var (
	asText = arrow.BinaryTypes.String
	asDay  = arrow.FixedWidthTypes.Date32
	asBool = arrow.FixedWidthTypes.Boolean
)

// The same records come out of CSV, of Parquet with texts and of Parquet with
// types.
func TestParquetIsReadAsCSVIs(t *testing.T) {
	r := contractOf(t).Resource("disposals")
	raw := "offence_number;disposal_date;disposal;synthetic\n" +
		"S24-0001-1;2024-10-20;dagvaarding;true\nS24-0002-1;2024-05-13;\"straf;\"\"beschikking\"\"\";false\nS24-0003-1;;sepot;\n;0001-01-01;é€;true\n"
	p, want := pass(t, source(t, r, "disposals.csv", []byte(raw)), nil)
	if p.Refused != nil || len(want) != 4 {
		t.Fatal(p.Refused, want)
	}
	numbers := stringColumn("S24-0001-1", "S24-0002-1", "S24-0003-1", nil)
	words := []any{"dagvaarding", `straf;"beschikking"`, "sepot", "é€"}
	days := []string{"2024-10-20", "2024-05-13", "", "0001-01-01"}
	binary := array.NewBinaryBuilder(memory.DefaultAllocator, arrow.BinaryTypes.Binary)
	dictionary := &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int8, ValueType: asText}
	coded := array.NewDictionaryBuilder(memory.DefaultAllocator, dictionary).(*array.BinaryDictionaryBuilder)
	for _, word := range words {
		binary.Append([]byte(word.(string)))
		if err := coded.AppendString(word.(string)); err != nil {
			t.Fatal(err)
		}
	}
	for name, raw := range map[string][]byte{
		"texts":           parquetOf(t, fieldsOf(asText, asText, asText, asText), numbers, stringColumn("2024-10-20", "2024-05-13", nil, "0001-01-01"), stringColumn(words...), stringColumn("true", "false", "", "true")),
		"types":           parquetOf(t, fieldsOf(asText, asDay, asText, asBool), numbers, dayColumn(days...), stringColumn(words...), boolColumn(true, false, nil, true)),
		"texts not named": parquetOf(t, fieldsOf(asText, asDay, arrow.BinaryTypes.Binary, asBool), numbers, dayColumn(days...), binary.NewArray(), boolColumn(true, false, nil, true)),
		"categories":      parquetOf(t, fieldsOf(asText, asDay, dictionary, asBool), numbers, dayColumn(days...), coded.NewArray(), boolColumn(true, false, nil, true)),
	} {
		p, handed := pass(t, source(t, r, "disposals.parquet", raw), nil)
		if p.Refused != nil || len(p.Held.Faults) > 0 {
			t.Fatal(name, p.Refused, faults(p))
		}
		if diff := cmp.Diff(want, handed); diff != "" {
			t.Error(name, diff)
		}
	}
}

func TestParquetFaultsHaveTheirRow(t *testing.T) {
	r := contractOf(t).Resource("disposals")
	r.Limits.CellBytes = 40
	at := array.NewTimestampBuilder(memory.DefaultAllocator, &arrow.TimestampType{Unit: arrow.Millisecond})
	for range 7 {
		at.Append(arrow.Timestamp(time.Date(2024, 10, 20, 0, 0, 0, 0, time.UTC).UnixMilli()))
	}
	raw := parquetOf(t, fieldsOf(asText, at.Type(), asText, asText),
		stringColumn("S24-0001-1", "S24 0002", "S24-0003-1", "S24-0004-1", "S24-0005-1", "S24-0006-1", "S24-0007-1"), at.NewArray(),
		stringColumn("sepot", "sepot", "se\npot", "se\x00pot", "\xff", strings.Repeat("x", 41), "sepot"),
		stringColumn("true", "true", "true", "true", "true", "true", "true"))
	p, handed := pass(t, source(t, r, "disposals.parquet", raw), nil)
	want := []string{
		"2 offence_number pattern S24 0002 -> ^(?:^[A-Za-z0-9./-]{1,32}$)$", "3 disposal field_newline se", "4 disposal control_character U+0000",
		"5 disposal encoding 0xFF", "6 disposal cell_large 41 -> 40",
	}
	if diff := cmp.Diff(want, faults(p)); diff != "" {
		t.Error(diff)
	}
	// A time of day is told by the engine, which wants a day.
	wantHanded := []string{"S24-0001-1|2024-10-20 00:00:00Z|sepot|true", "S24-0007-1|2024-10-20 00:00:00Z|sepot|true"}
	if diff := cmp.Diff(wantHanded, lines(handed)); diff != "" {
		t.Error(diff)
	}
}

func TestParquetOfAnotherShapeIsRefused(t *testing.T) {
	pkg := contractOf(t)
	good := parquetOf(t, fieldsOf(asText, asDay, asText, asBool), stringColumn("a", "b"), dayColumn("2024-10-20", ""), stringColumn("x", "y"), boolColumn(true, nil))
	for _, tt := range []struct {
		name, table string
		raw         []byte
		limit       int
		want        string
	}{
		{"other columns", "verdicts", good, 9, "1 disposal_date header_extra disposal_date | 1 disposal header_extra disposal | 1 verdict_date header_missing verdict_date | 1 verdict header_missing verdict"},
		{"fewer columns", "offences", good, 9, "1 disposal_date header_extra disposal_date | 1 disposal header_extra disposal | 1 case_number header_missing case_number"},
		{"too many rows", "disposals", good, 1, "2 rows_many -> 1"},
		{"nothing", "disposals", nil, 9, "0 file_damaged"},
		{"no Parquet", "disposals", []byte("offence_number;disposal_date\n"), 9, "0 file_damaged"},
		{"the first half", "disposals", good[:len(good)/2], 9, "0 file_damaged"},
		{"the last half", "disposals", good[len(good)/2:], 9, "0 file_damaged"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := pkg.Resource(tt.table)
			r.Limits.Rows = tt.limit
			p, _ := pass(t, source(t, r, tt.table+".parquet", tt.raw), nil)
			if p.Refused == nil || !strings.HasPrefix(refusals(p), tt.want) {
				t.Errorf("%+v; want %s", p.Refused, tt.want)
			}
		})
	}
}

// However a file is damaged, it is refused or read; nothing panics.
func TestDamagedParquetIsRefused(t *testing.T) {
	r := contractOf(t).Resource("disposals")
	good := parquetOf(t, fieldsOf(asText, asDay, asText, asBool),
		stringColumn("S24-0001-1", "S24-0002-1", "S24-0003-1", "S24-0004-1", "S24-0005-1"), dayColumn("2024-10-20", "", "2024-10-22", "2024-10-23", "2024-10-24"),
		stringColumn("sepot", "sepot", "dagvaarding", nil, "voeging"), boolColumn(true, false, nil, true, true))
	s := source(t, r, "disposals.parquet", nil)
	random := rand.New(rand.NewPCG(1, 2))
	refused, read := 0, 0
	for i := range len(good) + 500 {
		raw := bytes.Clone(good)
		if i < len(good) { // each byte once, then several at once
			raw[i] ^= byte(1 + random.IntN(255))
		} else {
			for range 2 + random.IntN(8) {
				raw[random.IntN(len(raw))] = byte(random.IntN(256))
			}
		}
		if err := os.WriteFile(s.Path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		p, err := extract.Open(s, nil).Pass(t.Context(), io.Discard, func(int) {})
		switch {
		case err != nil:
			t.Fatalf("damage %d: %v", i, err)
		case p.Refused == nil:
			read++
		case p.Refused[0].Severity == contract.Error && p.Refused[0].File == "disposals.parquet":
			refused++
		}
	}
	if refused == 0 || refused+read != len(good)+500 {
		t.Errorf("%d refused, %d read of %d", refused, read, len(good)+500)
	}
}
