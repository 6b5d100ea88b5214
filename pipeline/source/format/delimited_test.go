package format

import (
	"bytes"
	"context"
	"encoding/csv"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jaarcijfers/pipeline/contract"
)

// What encoding/csv writes is what is read: an independent writer.
func TestDelimitedReadsWhatACSVWriterWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(2, 5).Draw(t, "width") // of one empty field it makes an empty line
		text := rapid.StringOf(rapid.SampledFrom([]rune("ab,\"\n;é ")))
		rows := rapid.SliceOfN(rapid.SliceOfN(text, width, width), 1, 8).Draw(t, "rows")
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		r := &contract.Resource{Encoding: "utf-8", Limits: contract.DefaultLimits, Schema: &contract.Schema{Fields: make([]contract.Field, width)}}
		r.Dialect.Delimiter, r.Dialect.Quote = ',', '"'
		var got [][]string
		keep := func(r *Record, flaw Fault) error {
			if flaw.Rule != "" {
				t.Fatalf("fault %s in %q", flaw.Rule, r.Raw)
			}
			var fields []string
			for _, f := range r.Fields {
				fields = append(fields, string(f))
			}
			got = append(got, fields)
			return nil
		}
		in := Input{File: bytes.NewReader(b.Bytes()), Size: int64(b.Len()), Resource: r, Multiline: true}
		if err := (delimited{}).Read(context.Background(), in, Output{Header: keep, Record: keep}); err != nil {
			t.Fatal(err)
		}
		if !slices.EqualFunc(got, rows, slices.Equal) {
			t.Fatalf("got %q, want %q", got, rows)
		}
	})
}
