package extract

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
	"jaarcijfers/pipeline/source/typing"
)

// Rules about the descriptor that a delivery carries, and about files that are not
// what it lists.
const (
	RuleListJSON    contract.Rule = "delivery_json"
	RuleListWord    contract.Rule = "delivery_word"
	RuleListValue   contract.Rule = "delivery_value"
	RuleListAbsent  contract.Rule = "delivery_absent"
	RuleListExtra   contract.Rule = "delivery_extra"
	RuleListTwice   contract.Rule = "delivery_twice"
	RuleListCut     contract.Rule = "delivery_cut"
	RuleListRows    contract.Rule = "delivery_rows"
	RuleListChanged contract.Rule = "delivery_changed"
	RuleListEmpty   contract.Rule = "delivery_empty"
)

// largestDescriptor is how many bytes of a descriptor are read: one that lists ten
// thousand files is smaller.
const largestDescriptor = 16 << 20

// A Delivery is what was found of an extract: its files, and what its own
// descriptor says.
type Delivery struct {
	Sources    []Source
	Descriptor string // name of its file; empty when there is none
	// DescriptorSHA256 is the hash of its bytes.
	DescriptorSHA256 string
	Created          string           // day up to which it was made, "2026-01-31"; empty when it does not say
	Documents        []string         // files without rows that it lists
	None             map[string][]int // by table: years in which it has no rows, and that is so
}

// A Listed is what the descriptor of a delivery says of one file, or of one sheet.
type Listed struct {
	Name, Path, Sheet string
	Rows              int   // -1 when it does not say
	Bytes             int64 // -1 when it does not say
	SHA256            string
	Dates             map[string]string // format by field
}

// A list is the descriptor as it was read.
type list struct {
	file       string // its name
	sha256     string
	created    string
	none       map[string][]int
	documents  []string
	listed     []Listed
	complete   bool // it has resources, so that every file must be among them
	violations []contract.Violation
	pkg        *contract.Package
}

// The words that a descriptor may use: those of Data Package and Table Schema that
// say something of a delivery, and ours. Any other would go unread, so it is refused.
var (
	packageWords  = []string{"$schema", "profile", "name", "id", "title", "description", "homepage", "version", "created", "licenses", "sources", "contributors", "keywords", "resources", "jaarcijfers"}
	ourWords      = []string{"none", "documents"}
	resourceWords = []string{"$schema", "profile", "name", "type", "title", "description", "path", "scheme", "format", "mediatype", "encoding", "bytes", "hash", "dialect", "schema", "jaarcijfers"}
	ourFileWords  = []string{"rows"}
	dialectWords  = []string{"$schema", "sheetName", "delimiter", "quoteChar", "header"}
	schemaWords   = []string{"$schema", "fields"}
	fieldWords    = []string{"name", "type", "format", "title", "description"}
)

// DescriptorOf is the name of the descriptor of a delivery: in its folder, or beside
// the workbook that it is.
func DescriptorOf(workbook string) string {
	if workbook == "" {
		return contract.DescriptorFile
	}
	return workbook + "." + contract.DescriptorFile
}

// readList reads the descriptor of a delivery; nil when there is none.
func readList(root *os.Root, file string, pkg *contract.Package) (*list, error) {
	l := &list{file: file, pkg: pkg}
	_, err := root.Lstat(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look at %s: %w", file, err)
	}
	info := regular(root, file)
	if info == nil {
		l.refuse(contract.Violation{Rule: contract.RuleFileOutside})
		return l, nil
	}
	from, err := root.Open(file)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", file, err)
	}
	defer func() { _ = from.Close() }() // it was only read
	text, err := io.ReadAll(io.LimitReader(from, largestDescriptor+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	if len(text) > largestDescriptor {
		l.refuse(contract.Violation{Rule: contract.RuleFileLarge, Value: strconv.FormatInt(info.Size(), 10), Expected: strconv.Itoa(largestDescriptor)})
		return l, nil
	}
	sum := sha256.Sum256(text)
	l.sha256 = hex.EncodeToString(sum[:])
	l.read(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")))
	return l, nil
}

func (l *list) refuse(v contract.Violation) {
	v.File, v.Severity = l.file, contract.Error
	l.violations = append(l.violations, v)
}

func (l *list) refuseValue(place string, value any, expected string) {
	l.refuse(contract.Violation{Column: place, Rule: RuleListValue, Value: format.Short(fmt.Append(nil, value)), Expected: expected})
}

// object reads an object with none but known words; nil when it is none.
func (l *list) object(place string, text json.RawMessage, words []string) map[string]json.RawMessage {
	var object map[string]json.RawMessage
	if json.Unmarshal(text, &object) != nil || object == nil {
		l.refuseValue(place, string(text), "{…}")
		return nil
	}
	for _, word := range slices.Sorted(maps.Keys(object)) {
		if !slices.Contains(words, word) {
			l.refuse(contract.Violation{
				Column: place, Rule: RuleListWord, Value: format.Short([]byte(word)), Expected: strings.Join(words, ", "), Suggestion: contract.Nearest(word, words),
			})
		}
	}
	return object
}

// value reads one word of an object; false when it is not there or not of the type.
func (l *list) value(place string, object map[string]json.RawMessage, word string, into any, expected string) bool {
	text, ok := object[word]
	if !ok {
		return false
	}
	if json.Unmarshal(text, into) != nil || string(text) == "null" {
		l.refuseValue(within(place, word), string(text), expected)
		return false
	}
	return true
}

func within(place, word string) string { return strings.TrimPrefix(place+"."+word, ".") }

func (l *list) read(text []byte) {
	if !json.Valid(text) {
		l.refuse(contract.Violation{Line: brokenLine(text), Rule: RuleListJSON})
		return
	}
	top := l.object("", text, packageWords)
	l.readCreated(top)
	if ours, ok := top["jaarcijfers"]; ok {
		l.readOurs(l.object("jaarcijfers", ours, ourWords))
	}
	var resources []json.RawMessage
	if l.complete = l.value("", top, "resources", &resources, "[…]"); l.complete {
		for i, resource := range resources {
			l.readResource("resources["+strconv.Itoa(i)+"]", resource)
		}
	}
}

// brokenLine is the line on which JSON stops being JSON.
func brokenLine(text []byte) int {
	var into any
	var syntax *json.SyntaxError
	if errors.As(json.Unmarshal(text, &into), &syntax) {
		return 1 + bytes.Count(text[:min(int(syntax.Offset), len(text))], []byte("\n"))
	}
	return 1
}

// readCreated takes a day, or a day with a time as the standard has it.
func (l *list) readCreated(top map[string]json.RawMessage) {
	const example = "2024-12-31"
	if !l.value("", top, "created", &l.created, example) {
		return
	}
	day, _, _ := strings.Cut(l.created, "T")
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		l.refuseValue("created", l.created, example)
		day = ""
	}
	l.created = day
}

func (l *list) readOurs(ours map[string]json.RawMessage) {
	const place = "jaarcijfers"
	l.value(place, ours, "documents", &l.documents, `["README.txt"]`)
	var none map[string][]int
	if !l.value(place, ours, "none", &none, `{"verdicts": [2024]}`) {
		return
	}
	l.none = map[string][]int{}
	var tables []string
	for _, r := range l.pkg.Resources {
		tables = append(tables, r.Name)
	}
	for _, table := range slices.Sorted(maps.Keys(none)) {
		if !slices.Contains(tables, table) {
			l.refuse(contract.Violation{Column: place + ".none", Rule: RuleListWord, Value: format.Short([]byte(table)), Expected: strings.Join(tables, ", "), Suggestion: contract.Nearest(table, tables)})
			continue
		}
		l.none[table] = none[table]
	}
}

var (
	sha256Hash = regexp.MustCompile(`^(?:sha256:)[0-9a-fA-F]{64}$`)
	yes        = []string{"true"}
)

func (l *list) readResource(place string, text json.RawMessage) {
	r := l.object(place, text, resourceWords)
	one := Listed{Rows: -1, Bytes: -1, Dates: map[string]string{}}
	l.value(place, r, "name", &one.Name, `"offences-2024"`)
	if !l.value(place, r, "path", &one.Path, `"offences-2024.csv"`) || one.Path == "" || strings.ContainsAny(one.Path, `/\`) {
		l.refuseValue(within(place, "path"), one.Path, `"offences-2024.csv"`)
		return
	}
	if l.value(place, r, "bytes", &one.Bytes, "1024") && one.Bytes < 0 {
		l.refuseValue(within(place, "bytes"), one.Bytes, "1024")
	}
	var hash string
	if l.value(place, r, "hash", &hash, "sha256:…") {
		if !sha256Hash.MatchString(hash) {
			l.refuseValue(within(place, "hash"), hash, "sha256:…")
		} else {
			one.SHA256 = strings.ToLower(strings.TrimPrefix(hash, "sha256:"))
		}
	}
	l.only(place, r, "encoding", []string{"utf-8", "UTF-8", "utf8"})
	if ours, ok := r["jaarcijfers"]; ok {
		at := within(place, "jaarcijfers")
		if l.value(at, l.object(at, ours, ourFileWords), "rows", &one.Rows, "1024") && one.Rows < 0 {
			l.refuseValue(at+".rows", one.Rows, "1024")
		}
	}
	if dialect, ok := r["dialect"]; ok {
		at := within(place, "dialect")
		d := l.object(at, dialect, dialectWords)
		l.value(at, d, "sheetName", &one.Sheet, `"offences"`)
		l.only(at, d, "delimiter", []string{";"})
		l.only(at, d, "quoteChar", []string{`"`})
		l.only(at, d, "header", yes)
	}
	if schema, ok := r["schema"]; ok {
		l.readSchema(within(place, "schema"), schema, &one)
	}
	if !one.Measured() && len(one.Dates) == 0 { // it would seem to be compared
		l.refuse(contract.Violation{Column: place, Rule: RuleListEmpty, Value: one.Path})
	}
	if slices.ContainsFunc(l.listed, func(x Listed) bool {
		return x.Path == one.Path && (x.Sheet == one.Sheet || x.Sheet == "" || one.Sheet == "")
	}) {
		l.refuse(contract.Violation{Column: place, Rule: RuleListTwice, Value: strings.Trim(one.Path+"!"+one.Sheet, "!")})
		return
	}
	l.listed = append(l.listed, one)
}

// Measured tells whether a file that was cut short would be seen: its rows, size or hash
// are listed.
func (l *Listed) Measured() bool { return l != nil && (l.Rows >= 0 || l.Bytes >= 0 || l.SHA256 != "") }

// only refuses a word that says that a file is written in another way than the
// contract of an extract has it.
func (l *list) only(place string, object map[string]json.RawMessage, word string, can []string) {
	text, ok := object[word]
	if !ok {
		return
	}
	said := string(text)
	var quoted string
	if json.Unmarshal(text, &quoted) == nil {
		said = quoted
	}
	if !slices.Contains(can, said) {
		l.refuseValue(within(place, word), said, can[0])
	}
}

// readSchema takes the formats of dates; what else a Table Schema says is for the
// contract of an extract to say.
func (l *list) readSchema(place string, text json.RawMessage, one *Listed) {
	schema := l.object(place, text, schemaWords)
	var fields []json.RawMessage
	if !l.value(place, schema, "fields", &fields, "[…]") {
		return
	}
	for i, field := range fields {
		at := place + ".fields[" + strconv.Itoa(i) + "]"
		f := l.object(at, field, fieldWords)
		var name, as string
		l.value(at, f, "name", &name, `"inflow_date"`)
		if !l.value(at, f, "format", &as, typing.DateFormats()) || as == "default" || as == "any" {
			if as == "any" {
				l.refuseValue(at+".format", as, typing.DateFormats())
			}
			continue
		}
		dates := l.dateFields(one)
		_, known := typing.FormOf(as)
		switch {
		case !slices.Contains(dates, name):
			l.refuse(contract.Violation{Column: at + ".name", Rule: RuleListWord, Value: format.Short([]byte(name)), Expected: strings.Join(dates, ", "), Suggestion: contract.Nearest(name, dates)})
		case !known:
			l.refuseValue(at+".format", as, typing.DateFormats())
		default:
			one.Dates[name] = as
		}
	}
}

// dateFields are the dates of the table that a resource is of, or of all tables when
// its name says none.
func (l *list) dateFields(one *Listed) []string {
	var names []string
	of := (&finder{pkg: l.pkg}).resource(one.Name + ".csv")
	for _, r := range l.pkg.Resources {
		for _, f := range r.Schema.Fields {
			if f.Type == contract.Date && (of == nil || of == r) {
				names = append(names, f.Name)
			}
		}
	}
	return names
}

// of gives what is listed of a source; nil when it is not listed.
func (l *list) of(s Source) *Listed {
	for i, one := range l.listed {
		if one.Path == s.Name && (one.Sheet == s.Sheet || one.Sheet == "") {
			return &l.listed[i]
		}
	}
	return nil
}

// compare names the files that are listed and not there, and those that are there and not
// listed.
func (l *list) compare(f *finder) {
	if !l.complete {
		return
	}
	for _, one := range l.listed {
		there := slices.ContainsFunc(f.sources, func(s Source) bool { return s.Name == one.Path && (one.Sheet == "" || one.Sheet == s.Sheet) })
		renamed := slices.ContainsFunc(f.violations, func(v contract.Violation) bool { return v.Rule == RuleEnding && v.Suggestion == one.Path })
		if !there && !renamed && !f.refused(one.Path) {
			l.refuse(contract.Violation{Rule: RuleListAbsent, Value: strings.Trim(one.Path+"!"+one.Sheet, "!")})
		}
	}
	for i, s := range f.sources {
		if f.sources[i].Listed = l.of(s); f.sources[i].Listed == nil {
			f.refuse(contract.Violation{File: s.Name, Cell: s.Sheet, Rule: RuleListExtra, Expected: l.file})
		}
	}
}

// Differs says how a source that was read is another than the one listed; nil when
// it is not. rows is -1 when the source could not be read to its end.
func (l *Listed) Differs(s Source, sha256 string, rows int) *contract.Violation {
	v := &contract.Violation{Severity: contract.Error, File: s.Name, Cell: s.Sheet}
	switch {
	case l == nil:
		return nil
	case rows >= 0 && l.Rows > rows:
		v.Rule, v.Value, v.Expected = RuleListCut, strconv.Itoa(rows), strconv.Itoa(l.Rows)
	case rows >= 0 && l.Rows >= 0 && l.Rows != rows:
		v.Rule, v.Value, v.Expected = RuleListRows, strconv.Itoa(rows), strconv.Itoa(l.Rows)
	case l.Bytes >= 0 && l.Bytes != s.Bytes:
		v.Rule, v.Value, v.Expected = RuleListChanged, strconv.FormatInt(s.Bytes, 10)+" bytes", strconv.FormatInt(l.Bytes, 10)+" bytes"
	case l.SHA256 != "" && sha256 != "" && l.SHA256 != sha256:
		v.Rule, v.Value, v.Expected = RuleListChanged, "sha256:"+sha256[:12]+"…", "sha256:"+l.SHA256[:12]+"…"
	default:
		return nil
	}
	return v
}
