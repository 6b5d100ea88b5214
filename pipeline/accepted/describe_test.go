package accepted

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"jaarcijfers/pipeline/contract"
)

// changedFolder is a data folder whose descriptor names the one file as it was before a
// row was added.
func changedFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	descriptor := fmt.Sprintf("{\"title\": \"t\", \"version\": \"1\", \"created\": \"2026-01-01\",\n\"resources\": [\n"+
		`{"name": "a", "path": "a.csv", "format": "csv", "bytes": 7, "hash": "sha256:%x",
"schema": {"fields": [{"name": "code", "type": "string"}]}, "jaarcijfers": {"table": "a"}}`+"]}", sha256.Sum256([]byte("code\na\n")))
	for name, text := range map[string]string{contract.DescriptorFile: descriptor, "a.csv": "code\na\nb\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func descriptorOf(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, contract.DescriptorFile))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// setFile makes the descriptor of a folder name a file as it is.
func setFile(t *testing.T, dir, file string) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	text, err := SetFile([]byte(descriptorOf(t, dir)), file, content)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, contract.DescriptorFile), text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// Whether the new hash is right is asked of Load, which computes it itself.
func TestSetFileNamesTheFileAsItIs(t *testing.T) {
	dir := changedFolder(t)
	before := descriptorOf(t, dir)
	setFile(t, dir, "a.csv")
	after := descriptorOf(t, dir)
	if !strings.Contains(after, `"bytes": 9, "hash": "sha256:`) || len(after) != len(before) {
		t.Errorf("descriptor is %s", after)
	}
	_, violations, err := contract.Load(os.DirFS(dir))
	if err != nil || len(violations) > 0 {
		t.Errorf("the contract is not true: %v, %v", violations, err)
	}
	if setFile(t, dir, "a.csv"); descriptorOf(t, dir) != after {
		t.Errorf("again gives %s", descriptorOf(t, dir))
	}
}

func TestSetFileTakesOnlyFilesOfTheDescriptor(t *testing.T) {
	if _, err := SetFile([]byte(descriptorOf(t, changedFolder(t))), "b.csv", nil); !errors.Is(err, ErrNoFile) {
		t.Errorf("got %v", err)
	}
}

// An entry without bytes or hash gets both, on lines of their own when the path has
// one; what is accepted is then what Load reads.
func TestSetFileCompletesAnEntry(t *testing.T) {
	for _, lines := range []bool{false, true} {
		dir := changedFolder(t)
		text := descriptorOf(t, dir)
		at := strings.Index(text, `"bytes": 7, "hash"`)
		end := at + strings.Index(text[at:], `",`) + len(`",`)
		text = text[:at] + strings.TrimLeft(text[end:], " ")
		if lines {
			text = strings.Replace(text, `"path": "a.csv"`, "\n    \"path\": \"a.csv\"", 1)
		}
		if err := os.WriteFile(filepath.Join(dir, contract.DescriptorFile), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		setFile(t, dir, "a.csv")
		if _, violations, err := contract.Load(os.DirFS(dir)); err != nil || len(violations) > 0 {
			t.Errorf("the contract is not true: %v, %v", violations, err)
		}
		if lines && !strings.Contains(descriptorOf(t, dir), "\n    \"bytes\": 9,\n    \"hash\": \"sha256:") {
			t.Errorf("descriptor is %s", descriptorOf(t, dir))
		}
	}
}

// Where an entry says what its file is, and what else it says, is for who writes it.
func TestAnEntryIsCompletedWhereverItsPathStands(t *testing.T) {
	const file, content = "figures/a.csv", "code\na\nb\n"
	hash := fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(content)))
	for name, tt := range map[string]struct{ entry, want string }{
		"a path of a source before it":    {`{"sources": [{"path": "https://x"}], "path": "figures/a.csv"}`, `{"sources": [{"path": "https://x"}], "path": "figures/a.csv", "bytes": 9, "hash": "sha256:new"}`},
		"a path of a licence after it":    {`{"path": "figures/a.csv", "licenses": [{"path": "y"}]}`, `{"path": "figures/a.csv", "bytes": 9, "hash": "sha256:new", "licenses": [{"path": "y"}]}`},
		"a hash inside":                   {`{"jaarcijfers": {"hash": "x", "bytes": 1}, "path": "figures/a.csv"}`, `{"jaarcijfers": {"hash": "x", "bytes": 1}, "path": "figures/a.csv", "bytes": 9, "hash": "sha256:new"}`},
		"hash before path":                {`{"hash": "sha256:old", "path": "figures/a.csv", "bytes": 1}`, `{"hash": "sha256:new", "path": "figures/a.csv", "bytes": 9}`},
		"words that look like it":         {`{"title": "\"hash\": \"x\"", "path": "figures/a.csv"}`, `{"title": "\"hash\": \"x\"", "path": "figures/a.csv", "bytes": 9, "hash": "sha256:new"}`},
		"an escaped path":                 {`{"path": "figures\/a.csv", "hash": ""}`, `{"path": "figures\/a.csv", "bytes": 9, "hash": "sha256:new"}`},
		"lines":                           {"{\n\t\"name\": \"a\",\n\t\"path\": \"figures/a.csv\"\n}", "{\n\t\"name\": \"a\",\n\t\"path\": \"figures/a.csv\",\n\t\"bytes\": 9,\n\t\"hash\": \"sha256:new\"\n}"},
		"no space":                        {`{"path":"figures/a.csv"}`, `{"path":"figures/a.csv", "bytes": 9, "hash": "sha256:new"}`},
		"carriage returns":                {"{\r\n  \"path\": \"figures/a.csv\"\r\n}", "{\r\n  \"path\": \"figures/a.csv\",\r\n  \"bytes\": 9,\r\n  \"hash\": \"sha256:new\"\r\n}"},
		"a member that ends in a bracket": {`{"x": {"y": [1, 2]}, "path": "figures/a.csv", "z": {"path": "q"}}`, `{"x": {"y": [1, 2]}, "path": "figures/a.csv", "bytes": 9, "hash": "sha256:new", "z": {"path": "q"}}`},
	} {
		before := `{"resources": [{"path": "figures/b.csv", "hash": "sha256:b"}, ` + tt.entry + `], "version": "1"}`
		want := `{"resources": [{"path": "figures/b.csv", "hash": "sha256:b"}, ` + strings.ReplaceAll(tt.want, "sha256:new", hash) + `], "version": "1"}`
		got, err := SetFile([]byte(before), file, []byte(content))
		if err != nil || string(got) != want {
			t.Errorf("%s: %v\n got %s\nwant %s", name, err, got, want)
		}
	}
}

func TestSealVersionAndDayAreWrittenInAnyLayout(t *testing.T) {
	for before, want := range map[string]string{
		`{"version":"1","created":"2020-01-01T00:00:00Z"}`: `{"version":"2","created":"2026-01-02T00:00:00Z", "jaarcijfers": {
    "accepted": {"hash": "s"}
  }}`,
		"{\n    \"sources\": [{\"version\": \"1\"}],\n    \"version\": \"1\",\n    \"created\": \"2020-01-01T00:00:00Z\",\n    \"jaarcijfers\": {}\n}\n": "{\n    \"sources\": [{\"version\": \"1\"}],\n    \"version\": \"2\",\n    \"created\": \"2026-01-02T00:00:00Z\",\n    \"jaarcijfers\": {\"accepted\": {\"hash\": \"s\"}}\n}\n",
		"{\"version\": \"1\", \"jaarcijfers\": {\n\t\t\"limits\": {\"rows\": 1}\n\t}, \"created\": \"2020-01-01T00:00:00Z\"}":                            "{\"version\": \"2\", \"jaarcijfers\": {\n\t\t\"limits\": {\"rows\": 1},\n\t\t\"accepted\": {\"hash\": \"s\"}\n\t}, \"created\": \"2026-01-02T00:00:00Z\"}",
		`{"version": "1", "created": "2020-01-01T00:00:00Z", "jaarcijfers": {"accepted": {"hash": "old"}, "nl": {"accepted": {"hash": "x"}}}}`:           `{"version": "2", "created": "2026-01-02T00:00:00Z", "jaarcijfers": {"accepted": {"hash": "s"}, "nl": {"accepted": {"hash": "x"}}}}`,
	} {
		text, err := setVersion([]byte(before), "2")
		if err == nil {
			text, err = setDay(text, "2026-01-02")
		}
		if err == nil {
			text, err = setSeal(text, "s")
		}
		if err != nil || string(text) != want {
			t.Errorf("%v\n got %s\nwant %s", err, text, want)
		}
	}
	if _, err := setVersion([]byte(`{"sources": [{"version": "1"}]}`), "2"); !errors.Is(err, ErrNoVersion) {
		t.Errorf("got %v", err)
	}
}

// The day goes into the line of the package, not into one of a resource.
func TestSetDayKeepsTheRest(t *testing.T) {
	text := "{\n  \"created\": \"2026-11-23T00:00:00Z\",\n  \"resources\": [{\n      \"created\": \"2026-11-23T00:00:00Z\"}]\n}\n"
	got, err := setDay([]byte(text), "2027-04-01")
	if want := strings.Replace(text, "2026-11-23", "2027-04-01", 1); err != nil || string(got) != want {
		t.Errorf("%v %s", err, got)
	}
	if got, err := setDay([]byte("{}"), "2027-04-01"); err != nil || string(got) != "{}" {
		t.Errorf("without a line: %v %s", err, got)
	}
	if _, err := setDay([]byte(text), "1 April"); err == nil {
		t.Error("a day that is none was written")
	}
}

// The seal and the version go into the descriptor, and nothing else changes.
func TestSetSealAndSetVersionKeepTheRest(t *testing.T) {
	plain := "{\n  \"version\": \"2026.1\",\n  \"resources\": [{\"version\": \"x\"}]\n}\n"
	ours := "{\n  \"version\": \"2026.1\",\n  \"resources\": [{}],\n  \"jaarcijfers\": {\n    \"limits\": {\"rows\": 5}\n  }\n}\n"
	for _, text := range []string{plain, ours, strings.Replace(ours, `"limits": {"rows": 5}`, "", 1)} {
		once, err := setSeal([]byte(text), "sha256:1")
		if err != nil {
			t.Fatal(err)
		}
		twice, err := setSeal(once, "sha256:2")
		if err != nil || strings.Replace(string(twice), "sha256:2", "sha256:1", 1) != string(once) {
			t.Errorf("%v\n%s\n%s", err, once, twice)
		}
		folder := fstest.MapFS{contract.DescriptorFile: {Data: twice}}
		if p, _, err := contract.LoadShape(folder); err != nil || p == nil || p.Seal != "sha256:2" {
			t.Errorf("%v %+v %s", err, p, twice)
		}
	}
	named, err := setVersion([]byte(plain), "2026.2")
	if want := strings.Replace(plain, "2026.1", "2026.2", 1); err != nil || string(named) != want {
		t.Errorf("%v %s", err, named)
	}
}
