package pipeline_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	differ "github.com/google/go-cmp/cmp"

	"jaarcijfers/sql"
)

// column is what an SQL file or the column file says of a column.
type column struct{ NL, EN string }

// or is it with what another says where it says nothing.
func (c column) or(other column) column {
	return column{cmp.Or(c.NL, other.NL), cmp.Or(c.EN, other.EN)}
}

// writtenWords are the words that SQL files have for columns of their own, by
// "mart.rate.obs_value", and those of columns that several models have, by "obs_value";
// read here without the program's own reader.
func writtenWords(t *testing.T) (own, shared map[string]column) {
	t.Helper()
	own, shared = map[string]column{}, map[string]column{}
	text, err := fs.ReadFile(sql.FS, "meta/column.yaml")
	if err == nil {
		err = yaml.Unmarshal(text, &shared)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, schema := range []string{"core", "mart"} {
		files, err := fs.Glob(sql.FS, schema+"/*.sql")
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		for _, name := range files {
			text, err := fs.ReadFile(sql.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			front, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(string(text)), "/*"), "*/")
			var y struct {
				Columns map[string]column `yaml:"columns"`
			}
			if err := yaml.Unmarshal([]byte(front), &y); err != nil {
				t.Fatal(name, err)
			}
			table := schema + "." + strings.TrimSuffix(filepath.Base(name), ".sql")
			for column, words := range y.Columns {
				own[table+"."+column] = words
			}
		}
	}
	return own, shared
}

// commentsIn are the comments of a published database by column.
func commentsIn(t *testing.T, work string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for line := range strings.Lines(query(t, work, `
		select schema_name || '.' || table_name || '.' || column_name || '|' || coalesce(comment, '')
		from duckdb_columns() where schema_name in ('core', 'mart') and database_name = current_database()`)) {
		column, comment, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "|")
		all[column] = comment
	}
	return all
}

// descriptionsIn are those of the data package by column.
func descriptionsIn(t *testing.T, current string) map[string]string {
	t.Helper()
	var d struct {
		Resources []struct {
			Path   string
			Schema struct {
				Fields []struct{ Name, Description string }
			}
		}
	}
	text, err := os.ReadFile(filepath.Join(current, "data", "datapackage.json"))
	if err == nil {
		err = json.Unmarshal(text, &d)
	}
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, r := range d.Resources {
		schema, table, _ := strings.Cut(strings.TrimSuffix(r.Path, ".csv"), "_")
		for _, f := range r.Schema.Fields {
			if schema != "meta" {
				all[schema+"."+table+"."+f.Name] = f.Description
			}
		}
	}
	return all
}

var columnRow = regexp.MustCompile(`<code>([a-z_0-9]+)</code></th><td><code>[^<]*</code></td><td>([^<]*)</td>`)

// A column has its own words wherever it is described, in whatever order a model
// describes its columns.
func TestWordsStandAtTheirColumns(t *testing.T) {
	work := released(t)
	current := filepath.Join(work, "release", "current")
	own, shared := writtenWords(t)
	comments := commentsIn(t, work)
	want, pairs := map[string]string{}, map[string]map[string]bool{"nl": {}, "en": {}}
	for path := range comments {
		name := path[strings.LastIndex(path, ".")+1:]
		words := own[path].or(shared[name])
		if words.NL == "" || words.EN == "" {
			t.Errorf("no file has words for %s", path)
		}
		want[path] = words.EN + " / " + words.NL
		pairs["nl"][name+": "+words.NL] = true
		pairs["en"][name+": "+words.EN] = true
	}
	for path := range own {
		if _, there := comments[path]; !there && !strings.HasPrefix(path, "core.figure.") { // a view that is not published
			t.Errorf("the database has no column %s", path)
		}
	}
	if diff := differ.Diff(want, comments); diff != "" {
		t.Error("database", diff)
	}
	if diff := differ.Diff(want, descriptionsIn(t, current)); diff != "" {
		t.Error("data package", diff)
	}
	for lang, page := range map[string]string{"nl": "database.html", "en": "en/database.html"} {
		text, err := os.ReadFile(filepath.Join(current, page))
		if err != nil {
			t.Fatal(err)
		}
		rows := columnRow.FindAllStringSubmatch(string(text), -1)
		if len(rows) < len(want) {
			t.Errorf("%s describes %d columns of %d", page, len(rows), len(want))
		}
		for _, row := range rows[:min(len(rows), len(want))] { // core and mart; those of meta come after
			if pair := fmt.Sprintf("%s: %s", row[1], html.UnescapeString(row[2])); !pairs[lang][pair] {
				t.Errorf("%s says %s", page, pair)
			}
		}
	}
}
