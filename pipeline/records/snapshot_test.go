package records_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/records"
)

var typed = []records.Column{
	{Name: "number", Type: "varchar", Required: true}, // faults 1
	{Name: "day", Type: "date", Required: true},       // 4 and 8
	{Name: "online", Type: "boolean"},                 // 32
	{Name: "whole", Type: "bigint"},                   // 128
	{Name: "share", Type: "double"},                   // 512
}

// Two bits a column: for one that is required and empty, and for one that is not
// of its type. Days as the calendar has them.
func TestSnapshotSaysWhatIsWrongWithValues(t *testing.T) {
	for _, tt := range []struct {
		record string
		fault  int
	}{
		{"a;2024-01-05;true;12;1.5", 0}, {"a;2024-02-29;false;-3;-0.25", 0}, {"a;9999-12-31;;;", 0}, {"a;0001-01-01;;0;100", 0}, {`"a;""b""";2024-01-05;;;`, 0},
		{";2024-01-05;;;", 1}, {"a;;;;", 4}, {";;;;", 5}, {`"";"";"";"";""`, 5}, {" ;2024-01-05;;;", 0},
		{"a;2024-1-5;;;", 8}, {"a;2024/01/05;;;", 8}, {"a;2024-02-30;;;", 8}, {"a;2023-02-29;;;", 8}, {"a;20240105;;;", 8}, {"a;05-01-2024;;;", 8},
		{"a;24-01-05;;;", 8}, {"a; 2024-01-05;;;", 8}, {"a;2024-01-05 ;;;", 8}, {"a; 024-01-05;;;", 8}, {"a;-024-01-05;;;", 8}, {"a;2024-01-5 ;;;", 8},
		{"a;2024-01-5\t;;;", 8}, {"a;2024-13-01;;;", 8}, {"a;2024-00-10;;;", 8}, {"a;2024-01-05T00:00:00;;;", 8}, {"a;2024-01-05 00:00:00;;;", 8},
		{"a;today;;;", 8}, {"a;infinity;;;", 8}, {"a;epoch;;;", 8}, {"a;２０２４-01-05;;;", 8}, {"a;45657;;;", 8}, {"a;2024-01-05 (BC);;;", 8},
		{"a;2024-01-05;TRUE;;", 32}, {"a;2024-01-05;True;;", 32}, {"a;2024-01-05;1;;", 32}, {"a;2024-01-05;0;;", 32}, {"a;2024-01-05;waar;;", 32},
		{"a;2024-01-05;t;;", 32}, {"a;2024-01-05; true;;", 32}, {"a;2024-01-05;yes;;", 32},
		{"a;2024-01-05;;1.5;", 128}, {"a;2024-01-05;;1e3;", 128}, {"a;2024-01-05;; 12;", 128}, {"a;2024-01-05;;1_000;", 128}, {"a;2024-01-05;;012;", 128},
		{"a;2024-01-05;;9223372036854775808;", 128},
		{"a;2024-01-05;;;1,5", 512}, {"a;2024-01-05;;;nan", 512}, {"a;2024-01-05;;;inf", 512}, {"a;2024-01-05;;; 1", 512}, {"a;2024-01-05;;;1.", 512},
		{";2024-1-5;nee;x;y", 1 + 8 + 32 + 128 + 512},
	} {
		p := openPrivate(t, records.Options{})
		p.stage("row", typed, tt.record+"\n")
		if got := p.must(p.ask("select cast(fault as varchar) as a from stage.row")); got[0] != fmt.Sprint(tt.fault) {
			t.Errorf("%q: %s; want %d", tt.record, got[0], tt.fault)
		}
	}
}

// A value that is of its type is that value, one that is not is none, and every
// row keeps its place.
func TestSnapshotKeepsValuesAndPlaces(t *testing.T) {
	p := openPrivate(t, records.Options{})
	p.stage("row", typed, "a;2024-01-05;true;12;1.5\nb;2024-1-5;waar;x;y\n", "", "\"c;\"\"\";;false;;\n", strings.Repeat("d;;;;\n", 3))
	want := []string{
		`0 0 a 2024-01-05 true 12 1.5`, `0 1 b - - - -`,
		`2 0 c;" - false - -`, // of a table of several files the second had none
		`3 0 d - - - -`, `3 1 d - - - -`, `3 2 d - - - -`,
	}
	got := p.must(p.ask(`select concat_ws(' ', file, record, number, coalesce(cast(day as varchar), '-'), coalesce(cast(online as varchar), '-'),
		coalesce(cast(whole as varchar), '-'), coalesce(cast(share as varchar), '-')) as a from stage.row`))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The same file delivered twice has rows of its own each time.
func TestStageTellsASnapshotThatIsThereTwiceApart(t *testing.T) {
	p := openPrivate(t, records.Options{})
	once := p.snapshot("row", typed, "a;2024-01-05;;;\n")
	if err := p.Stage(context.Background(), "row", typed, []string{once, once}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"0 0 a", "1 0 a"}, p.must(p.ask("select concat_ws(' ', file, record, number) as a from stage.row"))); diff != "" {
		t.Error(diff)
	}
}

func TestATableWithoutFilesIsEmpty(t *testing.T) {
	p := openPrivate(t, records.Options{})
	p.stage("row", typed)
	if got := p.must(p.ask("select number || day || online || whole || share || fault || file || record as a from accepted.row")); len(got) > 0 {
		t.Error(got)
	}
}

func TestSnapshotSaysWhatItCannotRead(t *testing.T) {
	p := openPrivate(t, records.Options{})
	for name, given := range map[string]string{"a field too many": "a;b;c;d;e;f\n", "a field too few": "a;b\n", "no text": "\xff;;;;\n"} {
		from := filepath.Join(p.folder, "records")
		if err := os.WriteFile(from, []byte(given), 0o600); err != nil {
			t.Fatal(err)
		}
		if rows, err := p.Snapshot(context.Background(), typed, records.File{Path: from}, filepath.Join(p.folder, "s.parquet")); err == nil || !strings.Contains(err.Error(), "write snapshot") {
			t.Errorf("%s: %d rows, %v", name, rows, err)
		}
	}
}

func TestLastDayIsTheLatestOfAnyTable(t *testing.T) {
	p := openPrivate(t, records.Options{})
	days := []records.Column{{Name: "first", Type: "date"}, {Name: "second", Type: "date"}}
	p.stage("row", days)
	if day, err := p.LastDay(context.Background()); err != nil || !day.IsZero() {
		t.Error(day, err)
	}
	p.stage("row", days, "2024-01-05;2023-12-31\n", "2022-02-28;2024-2-29\n")
	p.stage("other", days[:1], "2024-01-06\n")
	if day, err := p.LastDay(context.Background()); err != nil || day.Format(time.DateOnly) != "2024-01-06" {
		t.Error(day, err)
	}
}

func TestSyntheticTellsSomeFromAll(t *testing.T) {
	columns := []records.Column{{Name: "number", Type: "varchar"}, {Name: "synthetic", Type: "boolean"}}
	for _, tt := range []struct {
		rows, others string
		some, all    bool
	}{
		{"", "", false, false}, {"a;\n", "", false, false}, {"a;\n", "b;\n", false, false}, {"a;true\n", "b;true\n", true, true}, {"a;true\n", "", true, true},
		{"a;true\nb;\n", "", true, false}, {"a;true\n", "b;\n", true, false}, {"a;true\nb;false\n", "", true, false}, {"a;false\n", "", false, false},
	} {
		p := openPrivate(t, records.Options{})
		p.stage("row", columns, tt.rows)
		p.stage("other", columns, tt.others)
		if some, all, err := p.Synthetic(context.Background()); some != tt.some || all != tt.all || err != nil {
			t.Errorf("%q and %q: some %v, all %v, %v", tt.rows, tt.others, some, all, err)
		}
	}
}
