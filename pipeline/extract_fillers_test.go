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
			editRows(t, folder, "offences", func(f []string) bool { tt.change(f); return true })
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

// What many faults have in common is said before them.
func TestCheckNamesWhatMadeManyFaults(t *testing.T) {
	swap := func(f []string) bool {
		if day := f[1][8:]; day <= "12" {
			f[1] = f[1][:5] + day + "-" + f[1][5:7]
		}
		return true
	}
	for _, tt := range []struct {
		name, table string
		change      func(fields []string) bool
		want        string
	}{
		{"day and month exchanged", "verdicts", swap, "verdicts dates_swapped"},
		{"a file that was cut", "offences", func(f []string) bool { return f[2] < "2024" }, "offences table_ends_early"},
		{"an office that is wrong", "offences", func(f []string) bool { f[5] = "x"; return true }, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := synthetic(t, 0)
			editRows(t, folder, tt.table, tt.change)
			report, err := pipeline.CheckOnly(context.Background(), pipeline.Options{Data: "../data", Work: t.TempDir(), Extract: withExtract(folder)})
			if report == nil {
				t.Fatal(err)
			}
			got := ""
			for _, v := range report.Violations {
				if v.Rule == "dates_swapped" || v.Rule == "table_ends_early" {
					got += v.File[:8] + " " + string(v.Rule)
				}
			}
			if got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// editRows changes every row of a table, or takes it away.
func editRows(t *testing.T, folder, table string, change func(fields []string) bool) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, table+"*.csv"))
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(text)), "\n")
		kept := lines[:1]
		for _, line := range lines[1:] {
			if fields := strings.Split(line, ";"); change(fields) {
				kept = append(kept, strings.Join(fields, ";"))
			}
		}
		if err := os.WriteFile(path, []byte(strings.Join(kept, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
