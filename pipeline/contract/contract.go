// Package contract says what a delivered file must look like and how it breaks
// its word. The contract is a Data Package v2 descriptor (datapackage.json) with
// a Table Schema per file; see https://datapackage.org. What that standard has
// no word for stands in an object "jaarcijfers" of ours: the raw table a file
// goes to, the rows it may lose, the letter it is, and the markers of a field.
//
// Every word that a descriptor uses is enforced by a reader, or for people, or
// refused: words.go and words_field.go list them.
//
// [Load] reads the descriptor. Every place where a file breaks its contract is a
// [Violation].
package contract

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"time"
)

// ExtractFolder is the folder, in that of the data, of the contract of an extract.
const ExtractFolder = "extract"

// A Package is a loaded datapackage.json.
type Package struct {
	Name, Title, Version string
	Description          string
	Licence              Licence // the first one
	Created              string  // date of the data, "2026-11-23"
	Seal                 string  // hash of the accepted state; empty when none was accepted yet
	Publisher, Contact   Party   // contributors with those roles; empty when the descriptor names none
	Homepage             string  // address of the site of the report; empty when the descriptor names none
	NextEdition          string  // when the next edition is planned: a day, month or year; empty when it is not said
	Resources            []*Resource
	byName               map[string]*Resource
}

// A Licence is how the data may be used: a name of the Open Definition ("CC0-1.0"), its
// title, and the page with its text.
type Licence struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Page  string `json:"path"`
}

// Resource finds a resource by name; nil when there is none.
func (p *Package) Resource(name string) *Resource { return p.byName[name] }

// At finds a resource by the path of its file; nil when there is none.
func (p *Package) At(path string) *Resource {
	for _, r := range p.Resources {
		if r.Path == path {
			return r
		}
	}
	return nil
}

// PrimaryKeys are the primary keys of the rows of files by raw table; none for a letter,
// whose rows are named by all they hold. Private files are left out: they are no raw table.
func (p *Package) PrimaryKeys() map[string][]string {
	keys := map[string][]string{}
	for _, r := range p.Resources {
		if r.Private {
			continue
		}
		keys[r.Table] = nil
		if r.Schema != nil {
			keys[r.Table] = r.Schema.PrimaryKey
		}
	}
	return keys
}

// On makes a day the day of the data: nothing in the files happened after it. It is
// the day that the descriptor says, or that on which its data are accepted.
func (p *Package) On(day string) {
	span, ok := ParseDay(day)
	if !ok {
		return
	}
	p.Created = day
	for _, r := range p.Resources {
		if r.Schema == nil {
			continue
		}
		for i := range r.Schema.Fields {
			if f := &r.Schema.Fields[i]; f.Form != "" {
				f.Latest = span.Last
				sum := sha256.Sum256([]byte(r.Fingerprint + day))
				r.Fingerprint = hex.EncodeToString(sum[:])
			}
		}
	}
}

// A Resource is the contract of one file.
type Resource struct {
	Name         string
	Path         string // from the data folder, with slashes
	Format       string // csv, xlsx, ods or letter
	Encoding     string // utf-8 or windows-1252
	Dialect      Dialect
	Schema       *Schema // nil for a letter
	Table        string  // raw.<Table> gets its rows
	RejectBudget int     // how many rows may be rejected before a build stops
	// Private says that its rows never leave the data folder: no copy is accepted
	// and no change of it is registered.
	Private bool
	// RejectBudgetShare is the same for an extract: the share of the rows of a
	// year that may be rejected.
	RejectBudgetShare float64
	Letter            *Letter // nil for a table
	Limits            Limits
	// SHA256 is of the file as it is on disk; it is what the descriptor says,
	// else Load gave a violation.
	SHA256 string
	Bytes  *int64 // the size that the descriptor says; nil when it says none
	// Unread tells that the file is not there or may not be read; a violation
	// says why.
	Unread bool
	// Fingerprint is the hash of the contract itself.
	Fingerprint string
}

// A Dialect says how a delimited file is written.
type Dialect struct {
	Delimiter byte // comma, semicolon or tab
	Quote     byte
}

// A Letter says which letter to parliament a file is. What else is known of it is
// data: a row of letters/letter.csv and one of letters/publications.csv.
type Letter struct {
	Date  string `json:"date"` // as exact as known: "2020-06"
	Title string `json:"title"`
}

// A Schema is a Table Schema.
type Schema struct {
	Fields []Field
	// Absent are optional fields that a file is without; they follow the others.
	Absent      []Field
	PrimaryKey  []string
	UniqueKeys  [][]string
	ForeignKeys []ForeignKey
	Missing     []string // texts that stand for no value
}

// Index gives the place of a field; -1 when there is none.
func (s *Schema) Index(name string) int {
	for i, f := range s.Fields {
		if f.Name == name {
			return i
		}
	}
	return -1
}

// Names lists the names of the fields.
func (s *Schema) Names() []string {
	names := make([]string, len(s.Fields))
	for i, f := range s.Fields {
		names[i] = f.Name
	}
	return names
}

// Keys lists all keys whose values must be unique, the primary key first.
func (s *Schema) Keys() [][]string {
	var keys [][]string
	if len(s.PrimaryKey) > 0 {
		keys = append(keys, s.PrimaryKey)
	}
	keys = append(keys, s.UniqueKeys...)
	for _, f := range s.Fields {
		if f.Unique {
			keys = append(keys, []string{f.Name})
		}
	}
	return keys
}

// A Type is a Table Schema type that we read.
type Type string

// The types.
const (
	String  Type = "string"
	Integer Type = "integer"
	Number  Type = "number"
	Boolean Type = "boolean"
	Date    Type = "date"
	Year    Type = "year"
)

// A Field is one column.
type Field struct {
	Name        string
	Type        Type
	Format      string // of a date: "default" (2024-12-31) or "%d-%m-%Y"
	DecimalChar string // "." or ","
	GroupChar   string // thousands separator, often empty
	// True and False are the texts of a boolean; Missing those that stand for no
	// value, of this field or else of its schema.
	True, False, Missing []string
	Required             bool
	Unique               bool
	Minimum              *float64 // of a date in days since 1970
	Maximum              *float64
	// Above and Below are bounds that a value must not reach itself.
	Above, Below *float64
	Pattern      *regexp.Regexp
	MinLength    int // in characters
	MaxLength    int // in characters; 0 for no limit but that of a cell
	Enum         []string
	// Codelist names the list that a coded value of an extract must stand in, and
	// ValidOn the field with the day on which the code must hold; empty for any day.
	// ValidBy is a field with a day that is never earlier: it bounds the day of a row
	// that has no ValidOn.
	Codelist, ValidOn, ValidBy string
	// OptionalColumn lets a file be without the column. Only the last fields of a
	// schema can be so, and no required one.
	OptionalColumn bool
	// Code says that its values name something: a word for no value is no name.
	Code bool
	// Form is Day or Period when the text says when. Then it is not before Earliest
	// nor after the day of the data; see Package.On.
	Form             string
	Earliest, Latest time.Time
	// When are constraints for rows with a certain value in another column.
	When []Condition
	// Markers are texts that stand for a status instead of a value, with the
	// status they mean at this source. A field with markers has a second
	// column <name>_mark.
	Markers map[string]string
}

// A Condition constrains a number in rows where Column is Is, unless a column of Except
// has the value there.
type Condition struct {
	Column, Is       string
	Except           map[string]string
	Whole            bool
	Minimum, Maximum *float64
}

// A ForeignKey says that Fields must stand in ReferenceFields of Resource. An
// empty Resource is the file itself.
type ForeignKey struct {
	Fields          []string
	Resource        string
	ReferenceFields []string
}
