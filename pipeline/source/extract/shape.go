package extract

import (
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
)

// shape gives the contract of a file that is without the optional last columns of
// its table: the same one without those. A sheet needs none, since its columns are
// found by name. What is wrong with a file is for its reader to say.
func (s Source) shape() *contract.Resource {
	fields := s.Resource.Schema.Fields
	if len(fields) == 0 || !fields[len(fields)-1].OptionalColumn {
		return s.Resource
	}
	names := s.names()
	if len(names) == 0 {
		return s.Resource
	}
	r, schema := *s.Resource, *s.Resource.Schema
	for n := len(schema.Fields); n > 0 && schema.Fields[n-1].OptionalColumn && !meansColumn(names, schema, schema.Fields[n-1].Name); n-- {
		schema.Absent = append([]contract.Field{schema.Fields[n-1]}, schema.Absent...)
		schema.Fields = schema.Fields[:n-1]
	}
	r.Schema = &schema
	for _, f := range schema.Absent {
		r.Fingerprint += " without " + f.Name
	}
	return &r
}

// meansColumn tells whether a header has a name, or one that was meant for it: that
// is a fault of the header then, and not a file without the column.
func meansColumn(names []string, schema contract.Schema, column string) bool {
	var known []string
	for _, f := range schema.Fields {
		known = append(known, f.Name)
	}
	return slices.ContainsFunc(names, func(name string) bool {
		return strings.EqualFold(name, column) || !slices.Contains(known, name) && contract.Nearest(name, known) == column
	})
}

// names are those that a file of columns begins with; none where they cannot be read.
func (s Source) names() []string {
	from, err := s.open()
	if err != nil {
		return nil
	}
	defer func() { _ = from.Close() }() // it was only read
	kind, _ := format.Named(s.Format)
	return kind.Reader.Names(format.Input{File: from, Size: s.Bytes, Resource: s.Resource})
}
