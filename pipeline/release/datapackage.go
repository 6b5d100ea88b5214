package release

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/marking"
)

// A TableInfo describes one table for the data package of the release.
type TableInfo struct {
	Name    string // mart.inflow_by_year
	GrainEN string // what one row is
	GrainNL string
	Columns []ColumnInfo
	Key     []string // columns whose values name one row
	Unique  []string // the same, when one of them may be empty
	Foreign []ForeignInfo
}

// A ForeignInfo says that a column holds the key of another table, or nothing.
type ForeignInfo struct {
	Column, Table, Key string
}

// A ColumnInfo describes one column, with its type in DuckDB.
type ColumnInfo struct {
	Name, Type, EN, NL string
}

type field struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Description string `json:"description"`
}

type resource struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Path        string `json:"path"`
	Description string `json:"description"`
	Format      string `json:"format"`
	MediaType   string `json:"mediatype"`
	Encoding    string `json:"encoding"`
	Bytes       int64  `json:"bytes"`
	Hash        string `json:"hash"`
	Schema      schema `json:"schema"`
}

// A schema is a Table Schema.
type schema struct {
	Fields      []field      `json:"fields"`
	PrimaryKey  []string     `json:"primaryKey,omitempty"`
	UniqueKeys  [][]string   `json:"uniqueKeys,omitempty"`
	ForeignKeys []foreignKey `json:"foreignKeys,omitempty"`
}

type foreignKey struct {
	Fields    []string  `json:"fields"`
	Reference reference `json:"reference"`
}

// A reference without a resource is to the table that it stands in.
type reference struct {
	Resource string   `json:"resource,omitempty"`
	Fields   []string `json:"fields"`
}

type dataPackage struct {
	Schema  string `json:"$schema"`
	Name    string `json:"name"`
	Title   string `json:"title"`
	Version string `json:"version"`
	Created string `json:"created"`
	// Description says how the figures may be used, where no licence does.
	Description string     `json:"description,omitempty"`
	Marking     []string   `json:"marking,omitempty"` // what the figures bear: internal, synthetic
	Licenses    []license  `json:"licenses,omitempty"`
	Resources   []resource `json:"resources"`
}

type license struct {
	Name string `json:"name"`
}

// A PackageInfo describes the data package of a release.
type PackageInfo struct {
	Title, Version, Created string
	Licence                 string // how the figures may be used
	marking.Marking
}

// WriteDataPackage writes datapackage.json (Data Package v2) in a folder for the
// CSV files that already stand there, one per table: see CSVName.
func WriteDataPackage(root *os.Root, about PackageInfo, tables []TableInfo) error {
	p := dataPackage{
		Schema: "https://datapackage.org/profiles/2.0/datapackage.json",
		Name:   "jaarcijfers-release" + about.Suffix(), Title: about.Title, Version: about.Version, Created: about.Created, Marking: about.Kinds(),
	}
	if about.Internal { // no licence of the Open Definition says this
		p.Description = about.Licence
	} else {
		p.Licenses = []license{{about.Licence}}
	}
	for _, t := range tables {
		r := resource{
			Name: resourceName(t.Name), Type: "table", Path: CSVName(t.Name, about.Marking),
			Description: t.GrainEN + " / " + t.GrainNL,
			Format:      "csv", MediaType: "text/csv", Encoding: "utf-8",
		}
		f, err := root.Open(r.Path)
		if err != nil {
			return fmt.Errorf("describe table %s: %w", t.Name, err)
		}
		sum, size, err := hashClose(f)
		if err != nil {
			return fmt.Errorf("describe table %s: %w", t.Name, err)
		}
		r.Hash, r.Bytes = "sha256:"+sum, size
		r.Schema = tableSchema(t)
		p.Resources = append(p.Resources, r)
	}
	text, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return fmt.Errorf("write data package: %w", err)
	}
	if err := file.Put(root, "datapackage.json", append(text, '\n')); err != nil {
		return fmt.Errorf("write data package: %w", err)
	}
	return nil
}

// resourceName is the name of a table in the descriptor: core.series_break is
// core-series-break.
func resourceName(table string) string { return strings.NewReplacer(".", "-", "_", "-").Replace(table) }

func tableSchema(t TableInfo) schema {
	s := schema{PrimaryKey: t.Key}
	for _, c := range t.Columns {
		s.Fields = append(s.Fields, field{Name: c.Name, Type: fieldType(c.Type), Description: c.EN + " / " + c.NL})
	}
	if len(t.Unique) > 0 {
		s.UniqueKeys = [][]string{t.Unique}
	}
	for _, f := range t.Foreign {
		to := reference{Resource: resourceName(f.Table), Fields: []string{f.Key}}
		if f.Table == t.Name {
			to.Resource = ""
		}
		s.ForeignKeys = append(s.ForeignKeys, foreignKey{Fields: []string{f.Column}, Reference: to})
	}
	return s
}

// CSVName is the file name of a table in a data package: mart.x is mart_x.csv, with
// what the package bears before the ending.
func CSVName(table string, m marking.Marking) string {
	return m.Named(strings.ReplaceAll(table, ".", "_") + ".csv")
}

// fieldType gives the Table Schema type for a DuckDB type.
func fieldType(duckdb string) string {
	switch {
	case strings.HasSuffix(duckdb, "[]"):
		return "array"
	case strings.HasSuffix(duckdb, "INT"), duckdb == "INTEGER":
		return "integer"
	case duckdb == "DOUBLE", duckdb == "FLOAT", strings.HasPrefix(duckdb, "DECIMAL"):
		return "number"
	case duckdb == "BOOLEAN":
		return "boolean"
	case duckdb == "DATE":
		return "date"
	default:
		return "string"
	}
}

// DataFolder is where the data package stands in a release; its name says what it
// bears.
func DataFolder(m marking.Marking) string { return m.Named("data") }
