package pipeline_test

import (
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
	"github.com/google/go-cmp/cmp"

	"jaarcijfers/sql"
)

// writtenWords are the words that SQL files have for each column, "nl" and "en" by
// "mart.rate.obs_value", read here without the program's own reader.
func writtenWords(t *testing.T) map[string]map[string]string {
	t.Helper()
	all := map[string]map[string]string{}
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
				Columns map[string]map[string]string `yaml:"columns"`
			}
			if err := yaml.Unmarshal([]byte(front), &y); err != nil {
				t.Fatal(name, err)
			}
			table := schema + "." + strings.TrimSuffix(filepath.Base(name), ".sql")
			for column, words := range y.Columns {
				all[table+"."+column] = words
			}
		}
	}
	return all
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
	want, pairs := map[string]string{}, map[string]map[string]bool{"nl": {}, "en": {}}
	for column, words := range writtenWords(t) {
		want[column] = words["en"] + " / " + words["nl"]
		for lang, text := range words {
			pairs[lang][column[strings.LastIndex(column, ".")+1:]+": "+text] = true
		}
	}
	if diff := cmp.Diff(want, commentsIn(t, work)); diff != "" {
		t.Error("database", diff)
	}
	if diff := cmp.Diff(want, descriptionsIn(t, current)); diff != "" {
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
