package pipeline_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jaarcijfers/pipeline"
)

// What no row shows by itself is seen in the extract as a whole.
func TestCheckSeesWhatWasFilledIn(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(fields []string) // of a row of offences
		want   string                // rule, column and value
	}{
		{"nothing", func([]string) {}, ""},
		{"an office that is unknown everywhere", func(f []string) { f[5] = "unknown" }, "column_single_code office unknown"},
		{"a year that is one cluster", func(f []string) {
			if strings.HasPrefix(f[2], "2019") {
				f[9] = "reports-2019"
			}
		}, "cluster_year cluster reports-2019"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := synthetic(t, 0)
			editOffences(t, folder, tt.change)
			report, err := pipeline.CheckOnly(context.Background(), pipeline.Options{Data: "../data", Work: t.TempDir(), Extract: withExtract(folder)})
			if report == nil {
				t.Fatal(err)
			}
			var got []string
			for _, v := range report.Violations {
				if slices.Contains([]string{"column_single_code", "cluster_year", "cluster_all", "year_few"}, string(v.Rule)) {
					got = append(got, string(v.Rule)+" "+v.Column+" "+v.Value)
				}
			}
			if strings.Join(got, "; ") != tt.want {
				t.Errorf("%v, want %s", got, tt.want)
			}
		})
	}
}

// editOffences changes every row of offences.
func editOffences(t *testing.T, folder string, change func(fields []string)) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "offences*.csv"))
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(text)), "\n")
		for i := range lines[1:] {
			fields := strings.Split(lines[1+i], ";")
			change(fields)
			lines[1+i] = strings.Join(fields, ";")
		}
		if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
