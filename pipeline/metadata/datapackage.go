package metadata

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"jaarcijfers/pipeline/file"
)

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

// WriteDataPackage writes datapackage.json (Data Package v2) in a folder under root, for
// the CSV files of tables that already stand there.
func WriteDataPackage(root *os.Root, folder string, about About, tables []Table) error {
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
		r, err := resourceOf(root, t)
		if err != nil {
			return fmt.Errorf("describe table %s: %w", t.Name, err)
		}
		p.Resources = append(p.Resources, r)
	}
	text, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return fmt.Errorf("write data package: %w", err)
	}
	if err := file.Put(root, path.Join(folder, "datapackage.json"), append(text, '\n')); err != nil {
		return fmt.Errorf("write data package: %w", err)
	}
	return nil
}

// resourceOf describes a table and the file that it stands in.
func resourceOf(root *os.Root, t Table) (resource, error) {
	r := resource{
		Name: resourceName(t.Name), Type: "table", Path: path.Base(t.File), Description: inBoth(t.Grain),
		Format: "csv", MediaType: "text/csv", Encoding: "utf-8", Schema: tableSchema(t),
	}
	f, err := root.Open(t.File)
	if err != nil {
		return r, err
	}
	defer func() { _ = f.Close() }() // it was only read
	h := sha256.New()
	if r.Bytes, err = io.Copy(h, f); err != nil {
		return r, err
	}
	r.Hash = "sha256:" + hex.EncodeToString(h.Sum(nil))
	return r, nil
}

// resourceName is the name of a table in the descriptor: core.series_break is
// core-series-break.
func resourceName(table string) string { return strings.NewReplacer(".", "-", "_", "-").Replace(table) }

func tableSchema(t Table) schema {
	s := schema{PrimaryKey: t.Key}
	for _, c := range t.Columns {
		s.Fields = append(s.Fields, field{Name: c.Name, Type: fieldType(c.Type), Description: inBoth(c.Words)})
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

// inBoth are words in English and Dutch.
func inBoth(words map[string]string) string { return words["en"] + " / " + words["nl"] }

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
