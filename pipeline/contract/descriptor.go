package contract

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The shapes of datapackage.json, as far as we read it. Properties that are not
// here are for people and other programs.
type descriptor struct {
	Name     string `json:"name"`
	Title    string `json:"title"`
	Version  string `json:"version"`
	Created  string `json:"created"`
	Licences []struct {
		Name string `json:"name"`
	} `json:"licenses"`
	Resources []json.RawMessage `json:"resources"`
	Ours      struct {
		Limits   Limits `json:"limits"`
		Accepted struct {
			Hash string `json:"hash"`
		} `json:"accepted"`
	} `json:"jaarcijfers"`
}

type resourceJSON struct {
	Name     string      `json:"name"`
	Path     string      `json:"path"`
	Format   string      `json:"format"`
	Encoding string      `json:"encoding"`
	Hash     string      `json:"hash"`
	Dialect  dialectJSON `json:"dialect"`
	Schema   *schemaJSON `json:"schema"`
	Ours     struct {
		Table             string  `json:"table"`
		RejectBudget      int     `json:"rejectBudget"`
		RejectBudgetShare float64 `json:"rejectBudgetShare"`
		Letter            *Letter `json:"letter"`
		Private           bool    `json:"private"`
		Limits            Limits  `json:"limits"`
	} `json:"jaarcijfers"`
}

type dialectJSON struct {
	Delimiter *string `json:"delimiter"`
	QuoteChar *string `json:"quoteChar"`
	Header    *bool   `json:"header"`
}

type schemaJSON struct {
	Fields      []fieldJSON  `json:"fields"`
	PrimaryKey  names        `json:"primaryKey"`
	UniqueKeys  []names      `json:"uniqueKeys"`
	ForeignKeys []foreignKey `json:"foreignKeys"`
	Missing     []missing    `json:"missingValues"`
}

type fieldJSON struct {
	Name        string `json:"name"`
	Type        string `json:"type"`
	Format      string `json:"format"`
	DecimalChar string `json:"decimalChar"`
	GroupChar   string `json:"groupChar"`
	Constraints struct {
		Required bool     `json:"required"`
		Unique   bool     `json:"unique"`
		Minimum  *float64 `json:"minimum"`
		Maximum  *float64 `json:"maximum"`
		Pattern  string   `json:"pattern"`
		Enum     []string `json:"enum"`
		Length   int      `json:"maxLength"`
	} `json:"constraints"`
	Ours struct {
		Markers  map[string]string `json:"markers"`
		Codelist string            `json:"codelist"`
		ValidOn  string            `json:"validOn"`
		ValidBy  string            `json:"validBy"`
		Optional bool              `json:"optionalColumn"`
	} `json:"jaarcijfers"`
}

type foreignKey struct {
	Fields    names `json:"fields"`
	Reference struct {
		Resource string `json:"resource"`
		Fields   names  `json:"fields"`
	} `json:"reference"`
}

// names is a field name or a list of them; the standard allows both.
type names []string

func (n *names) UnmarshalJSON(text []byte) error {
	var one string
	if json.Unmarshal(text, &one) == nil {
		*n = names{one}
		return nil
	}
	var many []string
	if err := json.Unmarshal(text, &many); err != nil {
		return fmt.Errorf("read list of field names: %w", err)
	}
	*n = many
	return nil
}

// missing is a text that stands for no value, or such a text with a label.
type missing string

func (m *missing) UnmarshalJSON(text []byte) error {
	var labelled struct{ Value string }
	if json.Unmarshal(text, &labelled) == nil {
		*m = missing(labelled.Value)
		return nil
	}
	var plain string
	if err := json.Unmarshal(text, &plain); err != nil {
		return fmt.Errorf("read missing value: %w", err)
	}
	*m = missing(plain)
	return nil
}

var (
	tableName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	encodings = []string{"utf-8", "windows-1252"}
	formats   = []string{"csv", "letter"}
	types     = []string{"string", "integer", "number", "boolean", "date", "year"}
	dates     = []string{"", "default", "%d-%m-%Y"}
)

// resource reads one contract; nil when it has no name or path to speak of.
func (l *loader) resource(text json.RawMessage, limits Limits) *Resource {
	var raw resourceJSON
	if err := json.Unmarshal(text, &raw); err != nil {
		l.refuse(raw.Name, "resources", err.Error(), "")
		return nil
	}
	if raw.Name == "" || !fs.ValidPath(raw.Path) || raw.Path == "." {
		l.refuse(raw.Name, "path", raw.Path, "name, path")
		return nil
	}
	limits = limits.over(raw.Ours.Limits)
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %v", text, limits))
	r := &Resource{
		Name: raw.Name, Path: raw.Path, Format: raw.Format, Encoding: strings.ToLower(raw.Encoding),
		Table: raw.Ours.Table, RejectBudget: max(0, raw.Ours.RejectBudget), Letter: raw.Ours.Letter,
		RejectBudgetShare: min(1, max(0, raw.Ours.RejectBudgetShare)),
		Private:           raw.Ours.Private,
		SHA256:            raw.Hash, Fingerprint: hex.EncodeToString(sum[:]), Limits: limits,
	}
	if r.Encoding == "" {
		r.Encoding = "utf-8"
	}
	l.oneOf(r.Name, "encoding", r.Encoding, encodings)
	l.oneOf(r.Name, "format", r.Format, formats)
	if !tableName.MatchString(r.Table) {
		l.refuse(r.Name, "jaarcijfers.table", r.Table, tableName.String())
	}
	l.letter(r)
	switch {
	case r.Format == "csv" && (raw.Schema == nil || len(raw.Schema.Fields) == 0):
		l.refuse(r.Name, "schema.fields", "", "fields")
		return nil
	case r.Format == "csv":
		r.Dialect = l.dialect(r.Name, raw.Dialect)
		r.Schema = l.schema(r.Name, raw.Schema)
		if n := len(r.Schema.Fields); n > r.Limits.Columns {
			l.refuse(r.Name, "schema.fields", strconv.Itoa(n), strconv.Itoa(r.Limits.Columns))
		}
	}
	return r
}

var letterDate = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)

// letter checks that a letter says which it is.
func (l *loader) letter(r *Resource) {
	switch {
	case r.Format != "letter":
	case r.Letter == nil:
		l.refuse(r.Name, "jaarcijfers.letter", "", "date, title")
	default:
		if !letterDate.MatchString(r.Letter.Date) {
			l.refuse(r.Name, "jaarcijfers.letter.date", r.Letter.Date, "2020, 2020-06, 2020-06-15")
		}
		if strings.TrimSpace(r.Letter.Title) == "" {
			l.refuse(r.Name, "jaarcijfers.letter.title", r.Letter.Title, "title")
		}
	}
}

func (l *loader) oneOf(resource, place, value string, known []string) {
	if !slices.Contains(known, value) {
		l.refuse(resource, place, value, strings.Join(known, ", "))
	}
}

func (l *loader) dialect(resource string, raw dialectJSON) Dialect {
	d := Dialect{Delimiter: ',', Quote: '"'}
	if raw.Delimiter != nil {
		l.oneOf(resource, "dialect.delimiter", *raw.Delimiter, []string{",", ";", "\t"})
		if len(*raw.Delimiter) == 1 {
			d.Delimiter = (*raw.Delimiter)[0]
		}
	}
	if raw.QuoteChar != nil {
		l.oneOf(resource, "dialect.quoteChar", *raw.QuoteChar, []string{`"`, `'`})
		if len(*raw.QuoteChar) == 1 {
			d.Quote = (*raw.QuoteChar)[0]
		}
	}
	if raw.Header != nil && !*raw.Header {
		l.refuse(resource, "dialect.header", "false", "true")
	}
	return d
}

func (l *loader) schema(resource string, raw *schemaJSON) *Schema {
	s := &Schema{PrimaryKey: raw.PrimaryKey}
	for _, m := range raw.Missing {
		s.Missing = append(s.Missing, string(m))
	}
	if raw.Missing == nil {
		s.Missing = []string{""}
	}
	for _, f := range raw.Fields {
		if s.Index(f.Name) >= 0 {
			l.refuse(resource, "schema.fields", f.Name, "unique")
		}
		s.Fields = append(s.Fields, l.field(resource, f))
	}
	for _, key := range raw.UniqueKeys {
		s.UniqueKeys = append(s.UniqueKeys, key)
	}
	for _, key := range raw.ForeignKeys {
		s.ForeignKeys = append(s.ForeignKeys, ForeignKey{key.Fields, key.Reference.Resource, key.Reference.Fields})
		if len(key.Fields) != len(key.Reference.Fields) {
			l.refuse(resource, "foreignKeys", strings.Join(key.Fields, ", "), strings.Join(key.Reference.Fields, ", "))
		}
		l.known(resource, s, "foreignKeys", key.Fields)
	}
	for _, key := range s.Keys() {
		l.known(resource, s, "primaryKey, uniqueKeys", key)
	}
	return s
}

func (l *loader) known(resource string, s *Schema, place string, fields []string) {
	for _, name := range fields {
		if s.Index(name) < 0 {
			l.refuse(resource, place, name, strings.Join(fieldNames(s), ", "))
		}
	}
}

func (l *loader) field(resource string, raw fieldJSON) Field {
	c := raw.Constraints
	f := Field{
		Name: raw.Name, Type: Type(raw.Type), Format: raw.Format, DecimalChar: raw.DecimalChar, GroupChar: raw.GroupChar,
		Required: c.Required, Unique: c.Unique, Minimum: c.Minimum, Maximum: c.Maximum, Enum: c.Enum, Markers: raw.Ours.Markers,
		MaxLength: max(0, c.Length), Codelist: raw.Ours.Codelist, ValidOn: raw.Ours.ValidOn,
		ValidBy: raw.Ours.ValidBy, OptionalColumn: raw.Ours.Optional,
	}
	if f.Type == "" {
		f.Type = String
	}
	if f.DecimalChar == "" {
		f.DecimalChar = "."
	}
	l.oneOf(resource, raw.Name+".type", string(f.Type), types)
	if f.Type == Date {
		l.oneOf(resource, raw.Name+".format", f.Format, dates)
	}
	if c.Pattern == "" {
		return f
	}
	pattern, err := regexp.Compile(`^(?:` + c.Pattern + `)$`)
	if err != nil {
		l.refuse(resource, raw.Name+".pattern", c.Pattern, err.Error())
	}
	f.Pattern = pattern
	return f
}
