package scaffold_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"jaarcijfers/pipeline/scaffold"
)

const descriptor = `{
	"resources": [
		{"name": "observations", "bytes": 3, "path": "figures/observations.csv", "hash": "sha256:1",
			"schema": {"fields": [{"name": "observation_id"}, {"name": "obs_value"}]}, "jaarcijfers": {"table": "observation"}},
		{"name": "publications", "path": "figures/publications.csv",
			"schema": {"fields": [{"name": "publication_id"}, {"name": "title", "description": "Its title.", "constraints": {"required": true}}, {"name": "note"}]}}
	],
	"name": "x"
}
`

// folder is a data folder with its files.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	for name, text := range files {
		path := filepath.Join(data, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return data
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A row ends as the others do, also where the last one has no end; what was there stays.
func TestARowAndAnEntryLeaveTheRestAsItWas(t *testing.T) {
	data := folder(t, map[string]string{"datapackage.json": descriptor, "figures/publications.csv": "publication_id,title,note\r\na,A,"})
	plan, err := scaffold.Make(scaffold.Request{Kind: scaffold.Publication, Name: "b", Data: data, Lang: "en"})
	if err == nil {
		err = plan.Write()
	}
	if err != nil {
		t.Fatal(err)
	}
	if got, want := read(t, filepath.Join(data, "figures/publications.csv")), "publication_id,title,note\r\na,A,\r\nb,<<title>>,\r\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := read(t, filepath.Join(data, "figures/b.csv")), "observation_id,obs_value\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	entry := `,
		{"name": "b", "description": "One row per figure of this publication.", "title": "Figures of b", "path": "figures/b.csv",
			"schema": {"fields": [{"name": "observation_id"}, {"name": "obs_value"}]}, "jaarcijfers": {"table": "observation"}}`
	after := `"jaarcijfers": {"table": "observation"}}`
	if got, want := read(t, filepath.Join(data, "datapackage.json")), strings.Replace(descriptor, after, after+entry, 1); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Nothing is written when one of the files is there.
func TestNothingThatIsThereIsOverwritten(t *testing.T) {
	data := folder(t, map[string]string{"datapackage.json": descriptor, "figures/publications.csv": "publication_id,title,note\n", "figures/b.csv": "mine", "../sql/test/mart_m.yaml": "mine"})
	builtIn := fstest.MapFS{"mart/chain.sql": {}}
	for _, r := range []scaffold.Request{
		{Kind: scaffold.Publication, Name: "b"}, {Kind: scaffold.Model, Name: "m"}, {Kind: scaffold.Model, Name: "mart.chain"},
	} {
		r.Data, r.SQL, r.Lang, r.BuiltIn = data, filepath.Join(data, "..", "sql"), "nl", builtIn
		var taken *scaffold.TakenError
		if _, err := scaffold.Make(r); !errors.As(err, &taken) {
			t.Errorf("%s %s: %v", r.Kind, r.Name, err)
		}
	}
	if _, err := os.Stat(filepath.Join(data, "../sql/mart")); err == nil {
		t.Error("the model was written without its test")
	}
}

// A plan of which one file cannot be written leaves the others unwritten, and those that
// were there as they were.
func TestAPlanIsWrittenWholeOrNotAtAll(t *testing.T) {
	files := map[string]string{"datapackage.json": descriptor, "figures/publications.csv": "publication_id,title,note\na,A,\n"}
	for _, tt := range []struct {
		name    string
		request scaffold.Request
		between func(data string) error // after the plan was made
		folder  string                  // that the error names; empty for a file that was made meanwhile
		gone    string
	}{
		{"a file in place of a folder", scaffold.Request{Kind: scaffold.Model, Name: "m"},
			func(data string) error { return os.WriteFile(filepath.Join(data, "sql", "test"), nil, 0o600) }, "sql/test", "sql/mart"},
		{"a file made meanwhile", scaffold.Request{Kind: scaffold.Model, Name: "m"},
			func(data string) error {
				return errors.Join(os.Mkdir(filepath.Join(data, "sql", "test"), 0o700), os.WriteFile(filepath.Join(data, "sql/test/mart_m.yaml"), nil, 0o600))
			}, "", "sql/mart"},
		{"a folder in place of a file", scaffold.Request{Kind: scaffold.Publication, Name: "b"},
			func(data string) error {
				path := filepath.Join(data, "figures/publications.csv")
				return errors.Join(os.Remove(path), os.MkdirAll(filepath.Join(path, "x"), 0o700))
			}, "figures", "figures/b.csv"},
	} {
		data := folder(t, files)
		r := tt.request
		r.Data, r.SQL, r.Lang, r.BuiltIn = data, filepath.Join(data, "sql"), "en", fstest.MapFS{}
		plan, err := scaffold.Make(r)
		if err == nil {
			err = errors.Join(os.MkdirAll(r.SQL, 0o700), tt.between(data))
		}
		if err != nil {
			t.Fatal(err)
		}
		err = plan.Write()
		var unwritable *scaffold.FolderError
		var taken *scaffold.TakenError
		switch {
		case tt.folder == "" && !errors.As(err, &taken), tt.folder != "" && !errors.As(err, &unwritable):
			t.Errorf("%s: %v", tt.name, err)
		case tt.folder != "" && unwritable.Folder != filepath.Join(data, tt.folder):
			t.Errorf("%s: the error names %s", tt.name, unwritable.Folder)
		}
		if _, err := os.Stat(filepath.Join(data, tt.gone)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %s was left", tt.name, tt.gone)
		}
		if got := read(t, filepath.Join(data, "datapackage.json")); got != descriptor {
			t.Errorf("%s: the descriptor became %s", tt.name, got)
		}
		if half, _ := filepath.Glob(filepath.Join(data, "*", ".part-*")); len(half) > 0 {
			t.Errorf("%s: left %q", tt.name, half)
		}
	}
}

func TestANameThatIsNoneGetsOneThatIs(t *testing.T) {
	for _, tt := range []struct {
		kind       scaffold.Kind
		name, want string
	}{
		{scaffold.Model, "Mijn Telling", "mijn_telling"}, {scaffold.Model, "mart-é", "mart_e"}, {scaffold.Check, "2026", "n_2026"}, {scaffold.Test, "…", "name"},
		{scaffold.Letter, "Brief van juni", "brief-van-juni"}, {scaffold.Difference, "adv 2025", "adv_2025"}, {scaffold.Publication, "om-cib2026", "om_cib2026"},
	} {
		_, err := scaffold.Make(scaffold.Request{Kind: tt.kind, Name: tt.name, Lang: "en", BuiltIn: fstest.MapFS{}})
		var name *scaffold.NameError
		if !errors.As(err, &name) || name.Proposal != tt.want {
			t.Errorf("%s %q: %v, want %s", tt.kind, tt.name, err, tt.want)
		}
	}
}
