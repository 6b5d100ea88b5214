package contract

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// resource reads one contract; nil when it has no name or path to speak of.
func (l *loader) resource(text json.RawMessage, limits Limits) *Resource {
	var raw resourceJSON
	if json.Unmarshal(text, &raw) != nil { // a number that is too large for what it counts
		l.refuse(nameIn(text), "", "…", "0, 1, 2, …")
		return nil
	}
	if raw.Name == "" || raw.Path == "" {
		l.refuse(raw.Name, "path", raw.Path, "name, path")
		return nil
	}
	if !isPath(raw.Path) {
		l.refuseName(raw.Name, "path", raw.Path, rulePath, longestPart)
		return nil
	}
	if raw.Format == "letter" && limits.FileBytes == DefaultLimits.FileBytes {
		limits.FileBytes = letterBytes
	}
	limits = limits.over(raw.Ours.Limits)
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %v", text, limits))
	r := &Resource{
		Name: raw.Name, Path: raw.Path, Format: raw.Format, Encoding: strings.ToLower(raw.Encoding),
		Table: raw.Ours.Table, RejectBudget: raw.Ours.RejectBudget, Letter: raw.Ours.Letter,
		RejectBudgetShare: raw.Ours.RejectBudgetShare, Private: raw.Ours.Private,
		SHA256: raw.Hash, Bytes: raw.Bytes, Fingerprint: hex.EncodeToString(sum[:]), Limits: limits,
	}
	if r.Encoding == "" {
		r.Encoding = "utf-8"
	}
	l.oneOf(r.Name, "encoding", r.Encoding, encodings)
	if r.Format == "" {
		l.refuse(r.Name, "format", "", "csv, xlsx, ods, letter")
	}
	if !isTable(r.Table) {
		l.refuseName(r.Name, "jaarcijfers/table", r.Table, ruleTable, longestTable)
		r.Table = standIn(r.Table)
	}
	if r.Format == "letter" {
		return l.letter(r, raw)
	}
	return l.table(r, raw)
}

// nameIn finds the name of a resource of which a value could not be read.
func nameIn(text json.RawMessage) string {
	var raw struct {
		Name string `json:"name"`
	}
	_ = json.Unmarshal(text, &raw) // without a name the fault is at the descriptor
	return raw.Name
}

// workbookTypes are the formats of workbooks, with their media types.
var workbookTypes = map[string]string{
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"ods":  "application/vnd.oasis.opendocument.spreadsheet",
}

// table reads what a file with rows must look like; nil when nothing is said.
func (l *loader) table(r *Resource, raw resourceJSON) *Resource {
	if raw.Schema == nil || len(raw.Schema.Fields) == 0 {
		l.refuse(r.Name, "schema/fields", "", "fields")
		return nil
	}
	if n := len(raw.Schema.Fields); n > r.Limits.Columns {
		l.refuse(r.Name, "schema/fields", strconv.Itoa(n), strconv.Itoa(r.Limits.Columns))
		return nil
	}
	l.tableFormat(r, raw)
	r.Dialect = l.dialect(raw.Dialect)
	r.Schema = l.schema(r.Name, raw.Schema)
	if r.Letter != nil {
		l.refuse(r.Name, "jaarcijfers/letter", "letter", "format: letter")
		r.Letter = nil
	}
	return r
}

// tableFormat makes sure that a workbook is called one, and says nothing that only
// delimited text has.
func (l *loader) tableFormat(r *Resource, raw resourceJSON) {
	ending := strings.ToLower(strings.TrimPrefix(path.Ext(r.Path), "."))
	mediatype, is := workbookTypes[r.Format]
	if is {
		l.mediatype(r.Name, raw.MediaType, mediatype)
		if raw.Dialect != (dialectJSON{}) {
			l.refuse(r.Name, "dialect", "dialect", "format: csv")
		}
	} else {
		l.mediatype(r.Name, raw.MediaType, "text/csv")
	}
	if _, named := workbookTypes[ending]; r.Format != "" && (is || named) && ending != r.Format {
		l.refuse(r.Name, "format", r.Format, strings.TrimPrefix(path.Ext(r.Path), "."))
	}
}

var letterDate = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)

// letter checks that a letter says which it is, and nothing of a table; nil when it
// does not say which.
func (l *loader) letter(r *Resource, raw resourceJSON) *Resource {
	l.mediatype(r.Name, raw.MediaType, "text/plain", "text/html")
	if raw.Schema != nil {
		l.refuse(r.Name, "schema", "schema", "format: csv")
	}
	if raw.Dialect != (dialectJSON{}) {
		l.refuse(r.Name, "dialect", "dialect", "format: csv")
	}
	if r.Letter == nil {
		l.refuse(r.Name, "jaarcijfers/letter", "", "date, title")
		return nil
	}
	if _, ok := ParseDay(r.Letter.Date); !ok || !letterDate.MatchString(r.Letter.Date) {
		l.refuse(r.Name, "jaarcijfers/letter/date", r.Letter.Date, "2020, 2020-06, 2020-06-15")
	}
	if strings.TrimSpace(r.Letter.Title) == "" {
		l.refuse(r.Name, "jaarcijfers/letter/title", r.Letter.Title, "title")
	}
	return r
}

func (l *loader) mediatype(resource, given string, known ...string) {
	if given != "" {
		l.oneOf(resource, "mediatype", given, known)
	}
}

func (l *loader) oneOf(resource, place, value string, known []string) {
	if !slices.Contains(known, value) {
		l.refuse(resource, place, value, strings.Join(known, ", "))
	}
}

// dialect reads how a file is written; what it may say is in dialectWords.
func (l *loader) dialect(raw dialectJSON) Dialect {
	d := Dialect{Delimiter: ',', Quote: '"'}
	if raw.Delimiter != nil && len(*raw.Delimiter) == 1 {
		d.Delimiter = (*raw.Delimiter)[0]
	}
	if raw.QuoteChar != nil && len(*raw.QuoteChar) == 1 {
		d.Quote = (*raw.QuoteChar)[0]
	}
	return d
}
