package source

import (
	"bytes"
	"context"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
)

// A TextRecord is one record of a table as text, before it is typed.
type TextRecord struct {
	Line   int
	Fields []string
}

// TextRecords gives the records of a table without validating them; the first is the
// header. It is for comparing two states of a file, of which the older may have had
// another contract. A file that cannot be read has none, and one that cannot be read to
// its end has those before that.
func TextRecords(raw []byte, res *contract.Resource) []TextRecord {
	kind, known := format.Of(res.Path)
	if !known || kind.Streams && otherEncoding(raw, res.Encoding).Rule != "" {
		return nil
	}
	var records []TextRecord
	keep := func(r *format.Record, _ format.Fault) error {
		one := TextRecord{Line: r.Line}
		for _, f := range r.Fields {
			one.Fields = append(one.Fields, string(f))
		}
		records = append(records, one)
		return nil
	}
	in := format.Input{File: bytes.NewReader(raw), Size: int64(len(raw)), Resource: res, Multiline: true, AnyColumns: true}
	_ = kind.Reader.Read(context.Background(), in, format.Output{Header: keep, Record: keep, Note: func(contract.Violation) {}}) // loading the file says what is wrong with it
	return records
}
