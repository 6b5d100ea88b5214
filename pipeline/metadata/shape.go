package metadata

import (
	"crypto/sha256"
	"encoding/hex"
)

// The shapes of datapackage.json, as far as we write it. What the standard has no word
// for is under jaarcijfers, as in the descriptor of the data.
type dataPackage struct {
	Schema  string `json:"$schema"`
	Name    string `json:"name"`
	Title   string `json:"title"`
	Version string `json:"version"`
	Created string `json:"created"`
	// Description also says how the figures may be used, where no licence does.
	Description  string        `json:"description,omitempty"`
	Homepage     string        `json:"homepage,omitempty"`
	Contributors []contributor `json:"contributors,omitempty"`
	Marking      []string      `json:"marking,omitempty"` // what the figures bear: internal, synthetic
	Licenses     []license     `json:"licenses,omitempty"`
	Resources    []resource    `json:"resources"`
}

type license struct {
	Name  string `json:"name"`
	Title string `json:"title,omitempty"`
	Page  string `json:"path,omitempty"`
}

type contributor struct {
	Title string   `json:"title"`
	Path  string   `json:"path,omitempty"`
	Email string   `json:"email,omitempty"`
	Roles []string `json:"roles"`
}

type resource struct {
	Name        string   `json:"name"`
	Type        string   `json:"type"`
	Path        string   `json:"path"`
	Description string   `json:"description"`
	Format      string   `json:"format"`
	MediaType   string   `json:"mediatype"`
	Encoding    string   `json:"encoding"`
	Bytes       int64    `json:"bytes"`
	Hash        string   `json:"hash"`
	Dialect     *dialect `json:"dialect,omitempty"`
	Schema      schema   `json:"schema"`
	Own         *own     `json:"jaarcijfers,omitempty"`
}

// resourceFor begins a resource that is a CSV.
func resourceFor(name, path string, words map[string]string) resource {
	return resource{
		Name: name, Type: "table", Path: path, Description: inBoth(words), Format: "csv", MediaType: "text/csv", Encoding: "utf-8",
		Schema: schema{Missing: missing},
	}
}

// measure keeps size and hash of a file.
func (r *resource) measure(text []byte) {
	sum := sha256.Sum256(text)
	r.Bytes, r.Hash = int64(len(text)), "sha256:"+hex.EncodeToString(sum[:])
}

// A dialect is of a file that is written in another way than RFC 4180 has it.
type dialect struct {
	Delimiter string `json:"delimiter"`
}

// An own says of a file what the standard has no word for.
type own struct {
	Table string   `json:"table"` // in the database
	Rows  int      `json:"rows"`
	Order []string `json:"order,omitempty"` // columns by which the rows are sorted, an empty one first
}

// missing are the texts that stand for no value.
var missing = []string{""}

// A schema is a Table Schema.
type schema struct {
	Fields      []field      `json:"fields"`
	Missing     []string     `json:"missingValues"`
	PrimaryKey  []string     `json:"primaryKey,omitempty"`
	UniqueKeys  [][]string   `json:"uniqueKeys,omitempty"`
	ForeignKeys []foreignKey `json:"foreignKeys,omitempty"`
}

type field struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Description string       `json:"description"`
	Decimal     string       `json:"decimalChar,omitempty"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool `json:"required"`
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
