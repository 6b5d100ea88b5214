package warehouse_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/warehouse"
)

var typed = []warehouse.RecordColumn{
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
		p := openPrivate(t, warehouse.RecordOptions{})
		p.stage("row", typed, tt.record+"\n")
		if got := p.must(p.ask("select cast(fault as varchar) as a from stage.row")); got[0] != fmt.Sprint(tt.fault) {
			t.Errorf("%q: %s; want %d", tt.record, got[0], tt.fault)
		}
	}
}

// A value that is of its type is that value, one that is not is none, and every
// row keeps its place.
func TestSnapshotKeepsValuesAndPlaces(t *testing.T) {
	p := openPrivate(t, warehouse.RecordOptions{})
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
	p := openPrivate(t, warehouse.RecordOptions{})
	once := p.snapshot("row", typed, "a;2024-01-05;;;\n")
	if err := p.Stage(context.Background(), "row", typed, []string{once, once}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"0 0 a", "1 0 a"}, p.must(p.ask("select concat_ws(' ', file, record, number) as a from stage.row"))); diff != "" {
		t.Error(diff)
	}
}

func TestATableWithoutFilesIsEmpty(t *testing.T) {
	p := openPrivate(t, warehouse.RecordOptions{})
	p.stage("row", typed)
	if got := p.must(p.ask("select number || day || online || whole || share || fault || file || record as a from accepted.row")); len(got) > 0 {
		t.Error(got)
	}
}

func TestSnapshotSaysWhatItCannotRead(t *testing.T) {
	p := openPrivate(t, warehouse.RecordOptions{})
	for name, records := range map[string]string{"a field too many": "a;b;c;d;e;f\n", "a field too few": "a;b\n", "no text": "\xff;;;;\n"} {
		from := filepath.Join(p.folder, "records")
		if err := os.WriteFile(from, []byte(records), 0o600); err != nil {
			t.Fatal(err)
		}
		if rows, err := p.Snapshot(context.Background(), typed, warehouse.RecordFile{Path: from}, filepath.Join(p.folder, "s.parquet")); err == nil || !strings.Contains(err.Error(), "write snapshot") {
			t.Errorf("%s: %d rows, %v", name, rows, err)
		}
	}
}

const secretRows = "S24-SYNTHETIC-0001;2024-01-05;true;;\nS24-SYNTHETIC-0002;2024-01-06;false;;\n"

func TestSnapshotsAreEncryptedWithAKey(t *testing.T) {
	for _, tt := range []struct {
		name, key string
		legible   bool
	}{
		{"no key", "", true},
		{"16 bytes", base64.StdEncoding.EncodeToString([]byte("0123456789abcdef")), false},
		{"24 bytes", base64.StdEncoding.EncodeToString([]byte("0123456789abcdef01234567")), false},
		{"32 bytes", testKey, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := openPrivate(t, warehouse.RecordOptions{Key: tt.key})
			p.stage("row", typed, secretRows)
			all := contents(t, p.folder)
			for _, name := range []string{"S24-SYNTHETIC", "number", "online"} {
				if got := bytes.Contains(all, []byte(name)); got != tt.legible {
					t.Errorf("%s is in the snapshot: %v", name, got)
				}
			}
			if got := p.must(p.ask("select number as a from stage.row")); fmt.Sprint(got) != "[S24-SYNTHETIC-0001 S24-SYNTHETIC-0002]" {
				t.Error(got)
			}
		})
	}
}

// Rows that a model stores are encrypted as those of files are.
func TestSnapshotsOfModelsAreEncrypted(t *testing.T) {
	const model = `/*
grain: {nl: rij, en: row}
columns:
  a: {nl: a, en: a}
ranges: {of: accepted.row, key: number}
*/
select number as a from accepted.row where number >= $lower and ($upper is null or number < $upper)`
	for key, legible := range map[string]bool{"": true, testKey: false} {
		p := openPrivate(t, warehouse.RecordOptions{Key: key})
		p.stage("row", typed, secretRows)
		models, problems := p.models(map[string]string{"record/kept.sql": model, "extract/counted.sql": header + "select count(*) as a from record.kept where a like 'S24-SYNTHETIC-%'"})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if problems, err := p.Run(context.Background(), models, func(string) {}); err != nil || len(problems) > 0 {
			t.Fatal(problems, err)
		}
		if rows, err := p.read("extract.counted", "a"); err != nil || fmt.Sprint(rows) != "[[2]]" {
			t.Error(rows, err)
		}
		if got := bytes.Contains(contents(t, p.folder), []byte("S24-SYNTHETIC")); got != legible {
			t.Errorf("legible: %v", got)
		}
	}
}

func TestSnapshotsOpenWithTheirKeyOnly(t *testing.T) {
	p := openPrivate(t, warehouse.RecordOptions{Key: testKey})
	snapshot := p.snapshot("row", typed, secretRows)
	for _, tt := range []struct {
		name, key string
		opens     bool
	}{
		{"the key", testKey, true},
		{"another key", base64.StdEncoding.EncodeToString([]byte("0123456789abcdef0123456789abcdeg")), false},
		{"a shorter key", base64.StdEncoding.EncodeToString([]byte("0123456789abcdef")), false},
		{"no key", "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			other := openPrivate(t, warehouse.RecordOptions{Folder: p.folder, Key: tt.key})
			err := other.Stage(context.Background(), "row", typed, []string{snapshot})
			if err == nil {
				_, err = other.ask("select number as a from stage.row")
			}
			if (err == nil) != tt.opens {
				t.Errorf("opens: %v", err)
			}
			if err != nil && strings.Contains(err.Error(), "S24-SYNTHETIC") {
				t.Errorf("the refusal tells rows: %v", err)
			}
		})
	}
	// Under another name it has another key.
	moved := filepath.Join(p.folder, p.SnapshotName("row"))
	if err := os.Link(snapshot, moved); err != nil {
		t.Fatal(err)
	}
	if err := p.Stage(context.Background(), "row", typed, []string{moved}); err == nil {
		t.Error("a snapshot opened with the key of another")
	}
}

func TestAKeyMustBeOfTheRightLength(t *testing.T) {
	for name, key := range map[string]string{
		"no base64": "0123456789abcdef!", "15 bytes": base64.StdEncoding.EncodeToString(make([]byte, 15)), "33 bytes": base64.StdEncoding.EncodeToString(make([]byte, 33)),
	} {
		_, err := warehouse.OpenRecords(context.Background(), warehouse.RecordOptions{Folder: t.TempDir(), Key: key}, "")
		if err == nil || !strings.Contains(err.Error(), "16, 24 or 32 bytes in base64") || strings.Contains(err.Error(), key) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLastDayIsTheLatestOfAnyTable(t *testing.T) {
	p := openPrivate(t, warehouse.RecordOptions{})
	days := []warehouse.RecordColumn{{Name: "first", Type: "date"}, {Name: "second", Type: "date"}}
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
	columns := []warehouse.RecordColumn{{Name: "number", Type: "varchar"}, {Name: "synthetic", Type: "boolean"}}
	for _, tt := range []struct {
		rows, others string
		some, all    bool
	}{
		{"", "", false, false}, {"a;\n", "", false, false}, {"a;\n", "b;\n", false, false}, {"a;true\n", "b;true\n", true, true}, {"a;true\n", "", true, true},
		{"a;true\nb;\n", "", true, false}, {"a;true\n", "b;\n", true, false}, {"a;true\nb;false\n", "", true, false}, {"a;false\n", "", false, false},
	} {
		p := openPrivate(t, warehouse.RecordOptions{})
		p.stage("row", columns, tt.rows)
		p.stage("other", columns, tt.others)
		if some, all, err := p.Synthetic(context.Background()); some != tt.some || all != tt.all || err != nil {
			t.Errorf("%q and %q: some %v, all %v, %v", tt.rows, tt.others, some, all, err)
		}
	}
}
