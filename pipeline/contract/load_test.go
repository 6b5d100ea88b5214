package contract_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
)

// folder is a data folder of one file, whose descriptor tells the truth about it.
func folder(resource string) fstest.MapFS {
	const file = "code\na\n"
	resource = strings.ReplaceAll(resource, "HASH", fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(file))))
	return fstest.MapFS{
		"datapackage.json": {Data: []byte("{\"title\": \"t\", \"version\": \"1\", \"created\": \"2026-01-01\",\n\"resources\": [\n" + resource + "]}")},
		"a.csv":            {Data: []byte(file)},
	}
}

const good = `{"name": "a", "path": "a.csv", "format": "csv", "hash": "HASH",
"schema": {"fields": [{"name": "code", "type": "string"}]}, "jaarcijfers": {"table": "a"}}`

// A link that leads out of the data folder is not followed, whoever put it there.
func TestALinkOutOfTheFolderIsRefused(t *testing.T) {
	dir, secret := t.TempDir(), filepath.Join(t.TempDir(), "secret.csv")
	for name, file := range folder(good) {
		if err := os.WriteFile(filepath.Join(dir, name), file.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	err := errors.Join(os.Remove(filepath.Join(dir, "a.csv")), os.WriteFile(secret, []byte("code\na\n"), 0o600), os.Symlink(secret, filepath.Join(dir, "a.csv")))
	if err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	_, violations, err := contract.Load(root.FS())
	if err != nil {
		t.Fatal(err)
	}
	if len(violations) != 1 || violations[0].Rule != contract.RuleFileOutside || violations[0].File != "a.csv" {
		t.Errorf("got %v", violations)
	}
}

func TestLoadNamesWhatIsWrongWithTheContract(t *testing.T) {
	for _, tt := range []struct {
		name   string
		folder fstest.MapFS
		want   []string // file:line rule column value
	}{
		{"nothing", folder(good), nil},
		{"no JSON", fstest.MapFS{"datapackage.json": {Data: []byte("{\n\"title\": oops}")}}, []string{"datapackage.json:2 descriptor_syntax  \"title\": oops}"}},
		{"unknown type", folder(strings.Replace(good, `"type": "string"`, `"type": "text"`, 1)), []string{"datapackage.json:4 descriptor resources/a/schema/fields/code/type text"}},
		{"unknown encoding", folder(strings.Replace(good, `"format"`, `"encoding": "latin1", "format"`, 1)), []string{"datapackage.json:3 descriptor resources/a/encoding latin1"}},
		{"hidden path", folder(strings.Replace(good, "a.csv", ".part-a.csv", 1)), []string{"a.csv:0 file_unknown  ", "datapackage.json:3 descriptor_path resources/a/path .part-a.csv"}},
		{"table out of the folder", folder(strings.Replace(good, `"table": "a"`, `"table": "../a"`, 1)), []string{"datapackage.json:4 descriptor_table resources/a/jaarcijfers/table ../a"}},
		{"bad pattern", folder(strings.Replace(good, `"type": "string"`, `"constraints": {"pattern": "("}`, 1)), []string{"datapackage.json:4 descriptor resources/a/schema/fields/code/constraints/pattern ("}},
		{"key of no field", folder(strings.Replace(good, `"fields"`, `"primaryKey": "id", "fields"`, 1)), []string{"datapackage.json:4 descriptor resources/a/schema/primaryKey id"}},
		{"key to no file", folder(strings.Replace(good, `"fields"`, `"foreignKeys": [{"fields": "code", "reference": {"resource": "b", "fields": "id"}}], "fields"`, 1)), []string{"datapackage.json:4 descriptor resources/a/schema/foreignKeys b"}},
		{"path out of the folder", folder(strings.Replace(good, "a.csv", "../a.csv", 1)), []string{"a.csv:0 file_unknown  ", "datapackage.json:3 descriptor_path resources/a/path ../a.csv"}},
		{"file missing", folder(strings.Replace(good, "a.csv", "b.csv", 1)), []string{"a.csv:0 file_unknown  ", "b.csv:0 file_missing  "}},
		{"file too large for its contract", folder(strings.Replace(good, `{"table": "a"}`, `{"table": "a", "limits": {"fileBytes": 6}}`, 1)), []string{"a.csv:0 file_large  7"}},
		{"file as large as it may be", folder(strings.Replace(good, `{"table": "a"}`, `{"table": "a", "limits": {"fileBytes": 7}}`, 1)), nil},
		{"more fields than it may have", folder(strings.Replace(strings.Replace(good, `"fields": [`, `"fields": [{"name": "n", "type": "integer"}, `, 1), `{"table": "a"}`, `{"table": "a", "limits": {"columns": 1}}`, 1)), []string{"a.csv:0 file_unknown  ", "datapackage.json:4 descriptor resources/a/schema/fields 2"}},
		{"a folder for a file", folder(strings.Replace(good, "a.csv", "b", 1)), []string{"a.csv:0 file_unknown  ", "b:0 file_missing  "}},
		{"another size", folder(strings.Replace(good, `"hash"`, `"bytes": 8, "hash"`, 1)), []string{`a.csv:0 file_changed  "bytes": 8`}},
		{"the same size", folder(strings.Replace(good, `"hash"`, `"bytes": 7, "hash"`, 1)), nil},
		{"file changed", folder(strings.Replace(good, "HASH", "sha256:00", 1)), []string{"a.csv:0 file_changed  sha256:00"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, violations, err := contract.Load(tt.folder)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, v := range violations {
				got = append(got, fmt.Sprintf("%s:%d %s %s %s", v.File, v.Line, v.Rule, v.Column, v.Value))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLoadTellsTheHashThatAChangedFileShouldHave(t *testing.T) {
	files := folder(good)
	files["a.csv"].Data = []byte("code\nb\n")
	_, violations, err := contract.Load(files)
	if err != nil || len(violations) != 1 {
		t.Fatal(violations, err)
	}
	want := fmt.Sprintf(`"bytes": 7, "hash": "sha256:%x"`, sha256.Sum256([]byte("code\nb\n")))
	if violations[0].Expected != want {
		t.Errorf("got %s, want %s", violations[0].Expected, want)
	}
}

func TestRealContractsHold(t *testing.T) {
	p, violations, err := contract.Load(os.DirFS("../../data"))
	if err != nil || len(violations) > 0 {
		t.Fatal(violations, err)
	}
	for _, name := range []string{"observations", "publications", "letter-2020-06", "codelist-category"} {
		if p.Resource(name) == nil {
			t.Errorf("no resource %s", name)
		}
	}
}

func TestNearestFindsTheCodeThatWasMeant(t *testing.T) {
	known := []string{"antisemitisme", "ras", "godsdienst_levensovertuiging"}
	for given, want := range map[string]string{
		"rras": "ras", "Ras": "ras", "rsa": "ras", "antisemtisme": "antisemitisme", "seksuele_gerichtheid": "", "x": "",
		"godsdienst_levensovertuging": "godsdienst_levensovertuiging", "levensovertuiging": "godsdienst_levensovertuiging",
		"godsdienst levensovertuiging": "godsdienst_levensovertuiging", "a": "", "": "",
		strings.Repeat("ras", 1_000_000): "",
	} {
		if got := contract.Nearest(given, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", given, got, want)
		}
	}
}

func TestSentenceAsksForTheCodeThatWasMeant(t *testing.T) {
	all, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	v := contract.Violation{Rule: "foreign_key", Value: "rras", Expected: "codelists/category.csv", Suggestion: "ras"}
	got, err := v.Sentence(all["nl"])
	if want := "„rras” staat niet in codelists/category.csv. Bedoelde u „ras”?"; got != want || err != nil {
		t.Errorf("got %q, want %q (%v)", got, want, err)
	}
}

// A part of a code finds it, when it is a part of no other.
func TestNearestFindsACodeByItsPart(t *testing.T) {
	known := []string{"art_137c", "art_137d", "late_registration", "25_to_34", "other"}
	for given, want := range map[string]string{"137c": "art_137c", "late": "late_registration", "25 to 34": "25_to_34", "art": "", "137": "", "-": "", "OTHER": "other"} {
		if got := contract.Nearest(given, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", given, got, want)
		}
	}
}
