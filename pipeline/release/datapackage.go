package release

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/marking"
)

// A TableInfo is one table of the data package of a release.
type TableInfo struct {
	Name     string            // mart.inflow_by_year
	Grain    map[string]string // by language: what one row is
	Columns  []ColumnInfo
	WriteCSV func(io.Writer) error // writes its rows
}

// A ColumnInfo describes one column, with its type in DuckDB.
type ColumnInfo struct {
	Name, Type string
	Words      map[string]string // by language
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
	Schema      struct {
		Fields []field `json:"fields"`
	} `json:"schema"`
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

// WriteDataPackage writes every table as CSV into the data folder of a release, with a
// datapackage.json (Data Package v2) that describes them: see DataFolder and CSVName.
func WriteDataPackage(draft *os.Root, about PackageInfo, tables []TableInfo) error {
	folder := DataFolder(about.Marking)
	if err := file.MakeFolderIn(draft, folder, file.PrivateFolder); err != nil {
		return err
	}
	root, err := draft.OpenRoot(folder)
	if err != nil {
		return fmt.Errorf("open folder: %w", err)
	}
	defer func() { _ = root.Close() }() // what is written in it has been closed
	for _, t := range tables {
		if err := file.PutFrom(root, CSVName(t.Name, about.Marking), t.WriteCSV); err != nil {
			return err
		}
	}
	if err := describeTables(root, about, tables); err != nil {
		return fmt.Errorf("describe tables: %w", err)
	}
	return nil
}

// describeTables writes the descriptor of the tables that stand in a folder.
func describeTables(root *os.Root, about PackageInfo, tables []TableInfo) error {
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
			Name: strings.NewReplacer(".", "-", "_", "-").Replace(t.Name), Type: "table", Path: CSVName(t.Name, about.Marking),
			Description: t.Grain["en"] + " / " + t.Grain["nl"],
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
		for _, c := range t.Columns {
			r.Schema.Fields = append(r.Schema.Fields, field{Name: c.Name, Type: fieldType(c.Type), Description: c.Words["en"] + " / " + c.Words["nl"]})
		}
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
