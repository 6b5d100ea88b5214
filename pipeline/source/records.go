package source

import (
	"jaarcijfers/pipeline/contract"
)

// A TextRecord is one record of a delimited file as text, before it is typed.
type TextRecord struct {
	Line   int
	Fields []string
}

// TextRecords cuts a delimited file into records without holding them against
// their contract; the first is the header. It is for comparing two states of a
// file, of which the older may have had another contract. A file whose text
// cannot be decoded has none.
func TextRecords(raw []byte, res *contract.Resource) []TextRecord {
	text, _, ok := decode(&outcome{resource: res}, raw)
	if !ok {
		return nil
	}
	var records []TextRecord
	c := newCutter(text, res)
	for {
		rec, ok := c.next()
		if !ok {
			return records
		}
		fields := make([]string, len(rec.fields))
		for i, f := range rec.fields {
			fields[i] = f.text
		}
		records = append(records, TextRecord{rec.line, fields})
	}
}
