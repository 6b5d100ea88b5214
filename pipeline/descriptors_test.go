package pipeline_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// A descriptor is a datapackage.json, as far as the standard says what may stand in it.
type descriptor struct {
	Schema       string `json:"$schema"`
	Name         string
	Title        string
	Created      string
	Description  string
	Licenses     []struct{ Name, Path, Title string }
	Contributors []struct{ Title string }
	Resources    []described
}

type described struct {
	Name, Type, Path, Description, Format, MediaType, Encoding, Hash string
	Bytes                                                            int
	Dialect                                                          struct{ Delimiter string }
	Schema                                                           struct {
		Fields        []describedField
		MissingValues []string
		PrimaryKey    columns
		UniqueKeys    []columns
		ForeignKeys   []struct {
			Fields    columns
			Reference struct {
				Resource string
				Fields   columns
			}
		}
	}
	Own struct {
		Rows  *int
		Order []string
	} `json:"jaarcijfers"`
}

// columns are names, of which the standard lets one stand alone.
type columns []string

func (c *columns) UnmarshalJSON(text []byte) error {
	var one string
	if json.Unmarshal(text, &one) == nil {
		*c = columns{one}
		return nil
	}
	return json.Unmarshal(text, (*[]string)(c))
}

type describedField struct{ Name, Type, Description, DecimalChar string }

func (d described) fields() []string {
	var names []string
	for _, f := range d.Schema.Fields {
		names = append(names, f.Name)
	}
	return names
}

// descriptorsIn are those of a release, at some depth, by folder.
func descriptorsIn(t *testing.T, current, depth string) map[string]descriptor {
	t.Helper()
	all := map[string]descriptor{}
	paths, err := filepath.Glob(filepath.Join(current, depth, "datapackage.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var d descriptor
		if err := json.Unmarshal(text, &d); err != nil {
			t.Fatal(err)
		}
		all[filepath.Dir(path)] = d
	}
	return all
}

// Whatever leaves as CSV is described beside it: its size, hash and columns, in order.
func TestEveryCSVOfAReleaseIsDescribedBesideIt(t *testing.T) {
	_, counted := releasedExtract(t)
	for _, work := range []string{released(t), counted} {
		current := filepath.Join(work, "release", "current")
		files := map[string]described{}
		for _, depth := range []string{"*", "*/*"} {
			for folder, d := range descriptorsIn(t, current, depth) {
				for _, r := range d.Resources {
					if r.Format == "csv" { // a letter is described too
						files[filepath.Join(folder, r.Path)] = r
					}
				}
			}
		}
		found := 0
		if err := filepath.WalkDir(current+"/", func(path string, _ fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".csv" {
				return err
			}
			found++
			r, ok := files[filepath.Clean(path)]
			if !ok {
				return fmt.Errorf("%s is not described", path)
			}
			delete(files, filepath.Clean(path))
			return compareFile(path, r)
		}); err != nil {
			t.Error(err)
		}
		if found < 100 || len(files) > 0 {
			t.Errorf("%d files were found; described, and not there: %v", found, files)
		}
	}
}

// compareFile tells where a file is not what its descriptor says.
func compareFile(path string, r described) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(text); r.Hash != "sha256:"+hex.EncodeToString(sum[:]) || r.Bytes != len(text) {
		return fmt.Errorf("%s is not the file that is described", path)
	}
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\uFEFF"))))
	if r.Dialect.Delimiter != "" {
		in.Comma = rune(r.Dialect.Delimiter[0])
	}
	rows, err := in.ReadAll()
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	if !slices.Equal(rows[0], r.fields()) {
		return fmt.Errorf("%s has columns %q, described are %q", path, rows[0], r.fields())
	}
	if r.Own.Rows != nil && *r.Own.Rows != len(rows)-1 {
		return fmt.Errorf("%s has %d rows, described are %d", path, len(rows)-1, *r.Own.Rows)
	}
	if source := string(filepath.Separator) + "source" + string(filepath.Separator); !strings.Contains(path, source) && !bytes.HasSuffix(text, []byte("\r\n")) {
		return fmt.Errorf("%s does not end its rows as RFC 4180 has it", path)
	}
	return nil
}

var (
	licenceName  = regexp.MustCompile(`^[-a-zA-Z0-9._]+$`)
	resourceHash = regexp.MustCompile(`^[^:]+:[a-fA-F0-9]+$`)
	tableTypes   = []string{"string", "number", "integer", "date", "time", "datetime", "year", "yearmonth", "boolean", "object", "geopoint", "geojson", "array", "duration", "any"}
)

// The rules are those of Data Package 2.0, https://datapackage.org/standard/data-package/.
func TestDescriptorsFollowTheStandard(t *testing.T) {
	_, counted := releasedExtract(t)
	for _, work := range []string{released(t), counted} {
		for folder, d := range descriptorsIn(t, filepath.Join(work, "release", "current"), "*") {
			for _, fault := range d.faults() {
				t.Errorf("%s: %s", filepath.Base(folder), fault)
			}
		}
	}
}

func (d descriptor) faults() []string {
	var all []string
	want := func(ok bool, format string, args ...any) {
		if !ok {
			all = append(all, fmt.Sprintf(format, args...))
		}
	}
	_, err := time.Parse(time.RFC3339, d.Created)
	want(err == nil, "created %q is no moment as RFC 3339 has it", d.Created)
	want(d.Schema == "https://datapackage.org/profiles/2.0/datapackage.json", "$schema %q", d.Schema)
	want(d.Name != "" && d.Title != "" && d.Description != "", "name, title or description is missing")
	want(d.Licenses == nil || len(d.Licenses) > 0, "no licence")
	for _, l := range d.Licenses {
		want(licenceName.MatchString(l.Name) && strings.HasPrefix(l.Path, "https://"), "licence %+v", l)
	}
	want(len(d.Resources) > 0, "no resources")
	byName := map[string]described{}
	for _, r := range d.Resources {
		_, twice := byName[r.Name]
		want(!twice && r.Name != "", "resource %q twice", r.Name)
		byName[r.Name] = r
	}
	for _, r := range d.Resources {
		want(r.Type == "table" && r.Format == "csv" && r.MediaType == "text/csv" && r.Encoding == "utf-8", "%s: %+v", r.Name, r)
		want(filepath.IsLocal(r.Path), "%s: path %q", r.Name, r.Path)
		want(resourceHash.MatchString(r.Hash), "%s: hash %q", r.Name, r.Hash)
		want(r.Description != "" && slices.Equal(r.Schema.MissingValues, []string{""}), "%s: no description or missing values", r.Name)
		names := r.fields()
		for i, f := range r.Schema.Fields {
			want(slices.Index(names, f.Name) == i, "%s: column %s twice", r.Name, f.Name)
			want(f.Description != "" && slices.Contains(tableTypes, f.Type), "%s: column %+v", r.Name, f)
		}
		there := func(in []string, columns []string) bool {
			return !slices.ContainsFunc(columns, func(c string) bool { return !slices.Contains(in, c) })
		}
		for _, key := range append(slices.Clone(r.Schema.UniqueKeys), r.Schema.PrimaryKey, columns(r.Own.Order)) {
			want(there(names, key), "%s: key or order %v", r.Name, key)
		}
		for _, f := range r.Schema.ForeignKeys {
			to := r
			if f.Reference.Resource != "" {
				to = byName[f.Reference.Resource]
			}
			want(there(names, f.Fields) && len(f.Fields) == len(f.Reference.Fields) && there(to.fields(), f.Reference.Fields), "%s: foreign key %+v", r.Name, f)
		}
	}
	return all
}

// The way of a figure ends in the release: the line that an observation names, in the file
// that it names, begins with its id. Rows of private files stay.
func TestTheWayOfAFigureEndsAtItsSource(t *testing.T) {
	work := released(t)
	folder := filepath.Join(work, "release", "current", "data", "source")
	lines := map[string][]string{}
	for row := range strings.Lines(query(t, work, "select observation_id || '|' || source_file || '|' || source_line from core.observation order by all")) {
		cells := strings.Split(strings.TrimSpace(row), "|")
		if lines[cells[1]] == nil {
			text, err := os.ReadFile(filepath.Join(folder, cells[1]))
			if err != nil {
				t.Fatal(err)
			}
			lines[cells[1]] = strings.Split(string(text), "\n")
		}
		at, err := strconv.Atoi(cells[2])
		if err != nil || at > len(lines[cells[1]]) || !strings.HasPrefix(lines[cells[1]][at-1], cells[0]+",") {
			t.Errorf("%s is not at line %s of %s", cells[0], cells[2], cells[1])
		}
	}
	if len(lines) == 0 {
		t.Error("no observation names a file")
	}
	for _, private := range []string{"clusters.csv", "changes.csv", "acknowledged.csv", "accepted"} {
		if _, err := os.Stat(filepath.Join(folder, private)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s left: %v", private, err)
		}
	}
	files := strings.Split(strings.TrimSpace(query(t, work, "select source_file from core.measure_status union select source_file from core.publication union select source_file from core.difference union select source_file from core.unread_source order by all")), "\n")
	for _, name := range files {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Error(err)
		}
	}
}

// noteToSelf is what whoever reads a source leaves for whoever checks it.
var noteToSelf = regexp.MustCompile(`(?i)to be checked|check (against|scope)|stored excerpt|nog (na te kijken|te controleren)|\b(todo|fixme)\b`)

// What is still to be done about a source is no part of a release; what is not certain of
// it is, and then it says so.
func TestNoNoteToSelfLeaves(t *testing.T) {
	if err := filepath.WalkDir(filepath.Join(released(t), "release", "current")+"/", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !slices.Contains([]string{".csv", ".json", ".html", ".txt"}, filepath.Ext(path)) {
			return err
		}
		text, err := os.ReadFile(path)
		if found := noteToSelf.Find(text); found != nil {
			t.Errorf("%s says %q", path, found)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}

// What leaves passes the official profile, and so does what is read.
func TestDescriptorsPassTheProfileOfTheStandard(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	profile, err := compiler.Compile("testdata/datapackage-2.0.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	_, counted := releasedExtract(t)
	paths := []string{"../data/datapackage.json", "../data/extract/datapackage.json"}
	for _, work := range []string{released(t), counted} {
		for _, depth := range []string{"*", "*/*"} {
			found, err := filepath.Glob(filepath.Join(work, "release", "current", depth, "datapackage.json"))
			if err != nil {
				t.Fatal(err)
			}
			paths = append(paths, found...)
		}
	}
	if len(paths) < 8 {
		t.Fatalf("only %v", paths)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err == nil {
			err = profile.Validate(value)
		}
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}
