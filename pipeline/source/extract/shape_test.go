package extract_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"

	"jaarcijfers/pipeline/source/extract"
)

// A file made before there was a day of the offence is read without that column. One
// in which the name was meant is held to all columns.
func TestAFileMayBeWithoutAnOptionalColumn(t *testing.T) {
	const old = "case_number;offence_number;inflow_date;article;kind;office;place;online;event;cluster;synthetic"
	const row = "Z1;F1;2024-03-01;art_300;codis;amsterdam;horeca;false;;;"
	with := func(name string) string { return old + ";" + name + "\n" + row + ";\n" }
	for _, tt := range []struct {
		name, text string
		columns    int
		want       string // what the reader says
	}{
		{"without", old + "\n" + row + "\n", 11, ""},
		{"with", with("offence_date"), 12, ""},
		{"quoted", `"` + strings.ReplaceAll(old, ";", `";"`) + `"` + "\n" + row + "\n", 11, ""},
		{"with a mark at its start", "\ufeff" + old + "\n" + row + "\n", 11, ""},
		{"lines of Windows", old + "\r\n" + row + "\r\n", 11, ""},
		{"a slip in the name", with("ofence_date"), 12, "header_misspelt"},
		{"capitals", with("Offence_Date"), 12, "header_misspelt"},
		{"another column", with("remarks"), 11, "header_extra"},
		{"a slip in an older name", strings.Replace(old, "cluster", "klaster", 1) + "\n" + row + "\n", 11, "header_misspelt"},
		{"no line at all", old, 11, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "offences.csv"), []byte(tt.text), 0o600); err != nil {
				t.Fatal(err)
			}
			found, _, err := extract.Find(dir, contractOf(t))
			if err != nil || len(found.Sources) != 1 {
				t.Fatal(found, err)
			}
			sources := found.Sources
			schema := sources[0].Resource.Schema
			if got := len(schema.Fields); got != tt.columns || got+len(schema.Absent) != 12 {
				t.Errorf("%d columns and %d absent, want %d", got, len(schema.Absent), tt.columns)
			}
			p, err := extract.Open(sources[0], nil).Pass(t.Context(), new(strings.Builder), func(int) {})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if len(p.Refused) > 0 {
				got = string(p.Refused[0].Rule)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAParquetFileMayBeWithoutAnOptionalColumn(t *testing.T) {
	fields := contractOf(t).Resource("offences").Schema.Fields
	for _, n := range []int{len(fields) - 1, len(fields)} {
		var columns []arrow.Field
		var values []arrow.Array
		for _, f := range fields[:n] {
			columns = append(columns, arrow.Field{Name: f.Name, Type: asText, Nullable: true})
			values = append(values, stringColumn("x"))
		}
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "offences.parquet"), parquetOf(t, columns, values...), 0o600); err != nil {
			t.Fatal(err)
		}
		found, _, err := extract.Find(dir, contractOf(t))
		if err != nil || len(found.Sources) != 1 {
			t.Fatal(found, err)
		}
		sources := found.Sources
		if got := len(sources[0].Resource.Schema.Fields); got != n {
			t.Errorf("%d columns, want %d", got, n)
		}
		p, err := extract.Open(sources[0], nil).Pass(t.Context(), new(strings.Builder), func(int) {})
		if err != nil || p.Refused != nil {
			t.Errorf("%+v: %v", p, err)
		}
	}
}
