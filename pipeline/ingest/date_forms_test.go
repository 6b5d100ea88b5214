package ingest_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/records"
	"jaarcijfers/pipeline/source/typing"
	"jaarcijfers/sql"
)

// readByEngine gives the day that the engine makes of each text of a column with a
// format, as a count of days.
func readByEngine(t *testing.T, form typing.DateForm, texts ...string) []string {
	t.Helper()
	ctx, folder := context.Background(), t.TempDir()
	schema, err := fs.ReadFile(sql.FS, "meta/record.sql")
	if err != nil {
		t.Fatal(err)
	}
	r, err := records.Open(ctx, records.Options{Folder: folder, Threads: 1}, string(schema))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	from, to := filepath.Join(folder, "in.csv"), filepath.Join(folder, "out.parquet")
	if err := os.WriteFile(from, []byte("a;day\nx;"+strings.Join(texts, "\nx;")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	columns := []records.Column{
		{Name: "a", Type: "varchar"},
		{Name: "day", Type: "date", Format: form.Format, Pattern: strings.Trim(form.Pattern.String(), "^$")},
	}
	if _, err := r.Snapshot(ctx, columns, records.File{Path: from, Header: true}, to); err != nil {
		t.Fatal(err)
	}
	if err := r.Stage(ctx, "offence", columns, []string{to}); err != nil {
		t.Fatal(err)
	}
	days, err := r.Days(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, d := range days {
		list = append(list, fmt.Sprint(d.Day.Format(time.DateOnly), " ", d.Dates))
	}
	return list
}

// What is recognised is read the same way once the delivery says so: gate and engine
// agree on every form, also of a day written without noughts, and a date as the
// contract has it is read whatever the form.
func TestEngineReadsDatesAsTheyWereRecognised(t *testing.T) {
	for format := range strings.SplitSeq(typing.DateFormats(), ", ") {
		t.Run(format, func(t *testing.T) {
			form, _ := typing.FormOf(format)
			got := readByEngine(t, form, form.Example, "2024-11-30", "x", "99-99-9999")
			if diff := cmp.Diff([]string{"2024-11-30 1", "2024-12-31 1"}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	dutch, _ := typing.FormOf("%d-%m-%Y")
	if diff := cmp.Diff([]string{"2024-02-01 1"}, readByEngine(t, dutch, "1-2-2024", "31-02-2024", "1-2-24", "1-2-2024 ")); diff != "" {
		t.Error(diff)
	}
}
