package metadata

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"jaarcijfers/pipeline/file"
)

// DescriptorFile is the name of a descriptor, beside the files that it describes.
const DescriptorFile = "datapackage.json"

// profile is what a descriptor is held against.
const profile = "https://datapackage.org/profiles/2.0/datapackage.json"

// WriteDataPackage writes datapackage.json (Data Package v2) in a folder under root, for
// the CSV files of tables that already stand there.
func WriteDataPackage(root *os.Root, folder string, about About, tables []Table) error {
	var resources []resource
	for _, t := range tables {
		r, err := resourceOf(root, t)
		if err != nil {
			return fmt.Errorf("describe table %s: %w", t.Name, err)
		}
		resources = append(resources, r)
	}
	text, err := descriptor(about, "release", resources)
	if err != nil {
		return err
	}
	if err := file.Put(root, path.Join(folder, DescriptorFile), text); err != nil {
		return fmt.Errorf("write data package: %w", err)
	}
	return nil
}

// Describe gives the text of a descriptor, with a name of its own, of files that are not
// tables of the database.
func Describe(about About, name string, files []File) ([]byte, error) {
	var resources []resource
	for _, f := range files {
		r := resourceFor(f.Name, f.Path, f.Words)
		r.Schema.Fields = fields(f.Columns, nil, f.Decimal)
		if f.Delimiter != "" {
			r.Dialect = &dialect{Delimiter: f.Delimiter}
		}
		r.measure(f.Text)
		resources = append(resources, r)
	}
	return descriptor(about, name, resources)
}

func descriptor(about About, name string, resources []resource) ([]byte, error) {
	p := dataPackage{
		Schema: profile, Name: "jaarcijfers-" + name + about.Suffix(), Title: about.Title, Version: about.Version, Created: moment(about.Created),
		Homepage: about.Homepage, Contributors: about.contributors(), Marking: about.Kinds(), Resources: resources,
	}
	if about.Internal { // no licence of the Open Definition says this
		p.Description = strings.TrimSpace(about.Licence.Name + ". " + about.Description)
	} else {
		p.Description, p.Licenses = about.Description, []license{license(about.Licence)}
	}
	text, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write data package: %w", err)
	}
	return append(text, '\n'), nil
}

// moment is a day as the standard wants it: with a time, and where on earth.
func moment(day string) string {
	if strings.Contains(day, "T") {
		return day
	}
	return day + "T00:00:00Z"
}

func (a About) contributors() []contributor {
	var all []contributor
	for _, one := range []struct {
		role string
		Party
	}{{"publisher", a.Publisher}, {"contact", a.Contact}} {
		if one.Party != (Party{}) {
			all = append(all, contributor{Title: one.Name, Path: one.Page, Email: one.Email, Roles: []string{one.role}})
		}
	}
	return all
}

// resourceOf describes a table and the file that it stands in.
func resourceOf(root *os.Root, t Table) (resource, error) {
	r := resourceFor(resourceName(t.Name), path.Base(t.File), t.Grain)
	r.Schema = tableSchema(t)
	r.Own = &own{Table: t.Name, Rows: t.Rows, Order: t.Order}
	f, err := root.Open(t.File)
	if err != nil {
		return r, err
	}
	defer func() { _ = f.Close() }() // it was only read
	text, err := io.ReadAll(f)
	if err != nil {
		return r, &fs.PathError{Op: "read", Path: t.File, Err: err}
	}
	r.measure(text)
	return r, nil
}

// resourceName is the name of a table in the descriptor: core.series_break is
// core-series-break.
func resourceName(table string) string { return strings.NewReplacer(".", "-", "_", "-").Replace(table) }

func tableSchema(t Table) schema {
	s := schema{Fields: fields(t.Columns, t.Key, ""), PrimaryKey: t.Key, Missing: missing}
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

// fields describes columns, of which those of a key are never empty. Decimal stands in
// numbers when it is not a point.
func fields(columns []Column, key []string, decimal string) []field {
	var all []field
	for _, c := range columns {
		f := field{Name: c.Name, Type: fieldType(c.Type), Description: inBoth(c.Words)}
		if slices.Contains(key, c.Name) {
			f.Constraints = &constraints{Required: true}
		}
		if decimal != "." && f.Type == "number" {
			f.Decimal = decimal
		}
		all = append(all, f)
	}
	return all
}

// inBoth are words in English and Dutch; those of a file in one language once.
func inBoth(words map[string]string) string {
	if words["en"] == "" || words["nl"] == "" {
		return words["en"] + words["nl"]
	}
	return words["en"] + " / " + words["nl"]
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
