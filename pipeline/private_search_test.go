package pipeline_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"jaarcijfers/pipeline/release"
)

// A search is for patterns in any case: as one, and each by itself in lower case, which
// is fast in long texts since it begins with letters that are known.
type search struct {
	whole *regexp.Regexp
	each  []*regexp.Regexp
}

func newSearch(patterns ...string) search {
	s := search{whole: regexp.MustCompile("(?i)" + strings.Join(patterns, "|"))}
	for _, p := range patterns {
		s.each = append(s.each, regexp.MustCompile(strings.ToLower(p)))
	}
	return s
}

// find gives the first that it finds; nil for nothing.
func (s search) find(text []byte) []byte {
	lower := bytes.ToLower(text)
	for _, p := range s.each {
		if at := p.Find(lower); at != nil {
			return at
		}
	}
	return nil
}

// searched looks for a pattern in all that a release is: its database by SQL, and every
// file, its name and, of an archive, what is packed in it. It gives the places.
func searched(t *testing.T, folder string, pattern search) []string {
	t.Helper()
	folder, err := filepath.EvalSymlinks(folder)
	must(t, err)
	database := release.FindDatabase(folder)
	found := searchedDatabase(t, database, pattern)
	must(t, filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		must(t, err)
		if pattern.whole.MatchString(name) {
			found = append(found, "name of "+name)
		}
		if entry.IsDir() {
			return nil
		}
		text, err := os.ReadFile(path)
		found = append(found, searchedBytes(t, name, text, pattern)...)
		return err
	}))
	return found
}

func searchedBytes(t *testing.T, name string, text []byte, pattern search) []string {
	t.Helper()
	var found []string
	if at := pattern.find(text); at != nil {
		found = append(found, fmt.Sprintf("%s: %s", name, at))
	}
	switch {
	case bytes.HasPrefix(text, []byte("PK\x03\x04")):
		archive, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
		must(t, err)
		for _, f := range archive.File {
			if pattern.whole.MatchString(f.Name + "\n" + f.Comment) {
				found = append(found, "name in "+name)
			}
			found = append(found, searchedBytes(t, name+"!"+f.Name, unpacked(t, f.Open), pattern)...)
		}
	case bytes.HasPrefix(text, []byte("\x1f\x8b")):
		found = append(found, searchedBytes(t, name+"!", unpacked(t, func() (io.ReadCloser, error) { return gzip.NewReader(bytes.NewReader(text)) }), pattern)...)
	}
	return found
}

func unpacked(t *testing.T, open func() (io.ReadCloser, error)) []byte {
	t.Helper()
	in, err := open()
	must(t, err)
	text, err := io.ReadAll(in)
	must(t, err)
	must(t, in.Close())
	return text
}

// searchedDatabase looks at every row of every table as text, lists and structures in it
// too, at all names, and at all that is said of tables and columns.
func searchedDatabase(t *testing.T, database string, pattern search) []string {
	t.Helper()
	regex := "'" + strings.ReplaceAll(pattern.whole.String(), "'", "''") + "'"
	questions := []string{}
	for _, catalogue := range []string{"duckdb_schemas", "duckdb_tables", "duckdb_views", "duckdb_columns", "duckdb_constraints", "duckdb_indexes", "duckdb_sequences", "duckdb_types"} {
		questions = append(questions, fmt.Sprintf("select 'of %s', count(*) from %[1]s() as x where not internal and regexp_matches(cast(x as varchar), %s)", catalogue, regex))
	}
	for _, without := range []string{"duckdb_constraints", "duckdb_indexes", "duckdb_sequences"} { // nothing in them is internal
		for i, q := range questions {
			if strings.Contains(q, without) {
				questions[i] = strings.Replace(q, "not internal and ", "", 1)
			}
		}
	}
	for _, name := range strings.Fields(ask(t, database, "select schema_name || '.' || table_name from duckdb_tables() where not internal order by all")) {
		questions = append(questions, fmt.Sprintf("select '%s', count(*) from %[1]s as x where regexp_matches(cast(x as varchar), %s)", name, regex))
	}
	if len(questions) < 9 {
		t.Fatalf("%s has no tables", database)
	}
	var found []string
	for line := range strings.Lines(ask(t, database, strings.Join(questions, "\nunion all\n"))) {
		if at := strings.LastIndexByte(strings.TrimSpace(line), ' '); strings.TrimSpace(line[at:]) != "0" {
			found = append(found, "rows "+strings.TrimSpace(line))
		}
	}
	return found
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
