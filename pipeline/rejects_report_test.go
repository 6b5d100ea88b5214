package pipeline_test

import (
	"context"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/rejects"
	"jaarcijfers/pipeline/report"
)

func words(t *testing.T, lang string) *messages.Catalogue {
	t.Helper()
	all, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	return all[lang]
}

// rejected checks an extract with faults in three rows, and gives the work folder.
func rejected(t *testing.T) string {
	t.Helper()
	work, folder := t.TempDir(), filepath.Join(t.TempDir(), "extract")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	offences := "case_number;offence_number;inflow_date;article;kind;office;place;online;event;cluster;synthetic\n" +
		"c1;f1;2024-01-05;art_266;codis;amsterdam;=HYPERLINK(1);false;;;\n" +
		"-c2;f2;2024-01-06;art_266;codis;amsterdam;@horeca;false;;;\n" +
		"c3;f3;5 januari;art_266;codis;amsterdam;horeca;false;;;\n" +
		"c4;f4;2024-01-07;art_266;codis;amsterdam;horeca;false;;;\n"
	disposals := "offence_number;disposal_date;disposal;synthetic\n" +
		"f4;2024-01-06;dagvaarding;\n"
	for name, text := range map[string]string{"offences-2024.csv": offences, "disposals.csv": disposals} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_, err := pipeline.CheckOnly(context.Background(), pipeline.Options{Data: "../data", Work: work, Extract: ingest.Options{Path: folder}})
	if !errors.Is(err, report.ErrRejected) {
		t.Fatalf("got %v", err)
	}
	return work
}

func TestRejectsAreSummedUp(t *testing.T) {
	list := rejects.List{Work: rejected(t), Words: words(t, "en")}
	got, err := list.Summary(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want := &rejects.Summary{
		List: filepath.Join(list.Work, "rejects.csv"), Faults: 4, Files: []string{"disposals.csv", "offences-2024.csv"},
		Groups: []rejects.Group{
			{File: "disposals.csv", Rule: "a disposal before the inflow", Period: "unknown", Faults: 1},
			{File: "offences-2024.csv", Rule: "a code or number that does not exist", Period: "2024", Faults: 2},
			{File: "offences-2024.csv", Rule: "no date", Period: "2024", Faults: 1}, // as most rows of its file
		},
		Counts: []report.RejectCount{
			{Table: "offences", Period: "2024", Rejected: 3, Rows: 4, Budget: 0.01},
			{Table: "offences", Period: "2024", Rule: "a code or number that does not exist", Rejected: 2, Rows: 4, Budget: 0.01},
			{Table: "offences", Period: "2024", Rule: "no date", Rejected: 1, Rows: 4, Budget: 0.01},
			{Table: "disposals", Period: "unknown", Rejected: 1, Rows: 1, Budget: 0.01},
			{Table: "disposals", Period: "unknown", Rule: "a disposal before the inflow", Rejected: 1, Rows: 1, Budget: 0.01},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	list.Only = "delivery/disposals.csv"
	if got, err = list.Summary(context.Background()); err != nil || got.Faults != 1 || len(got.Groups) != 1 || len(got.Counts) != 2 || len(got.Files) != 2 {
		t.Errorf("of one file: %+v %v", got, err)
	}
}

// A spreadsheet that opens the file must not compute what someone else wrote.
func TestRejectsGoBackAsCSV(t *testing.T) {
	list := rejects.List{Work: rejected(t), Words: words(t, "nl"), Only: "offences-2024.csv"}
	to := filepath.Join(t.TempDir(), "terug.csv")
	if n, err := list.WriteFile(context.Background(), to, false); err != nil || n != 3 {
		t.Fatal(n, err)
	}
	text, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\uFEFF")))
	in.Comma = ';'
	records, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"bestand", "regel of cel", "kolom", "waarde", "wat er mis is", "suggestie", "fout", "jaar", "rij"},
		{
			"offences-2024.csv", "2", "place", "'=HYPERLINK(1)", "„=HYPERLINK(1)” staat niet in ", "", "een code of nummer dat niet bestaat", "2024",
			"c1;f1;2024-01-05;art_266;codis;amsterdam;=HYPERLINK(1);false;;;",
		},
		{
			"offences-2024.csv", "3", "place", "'@horeca", "„@horeca” staat niet in ", "horeca", "een code of nummer dat niet bestaat", "2024",
			"'-c2;f2;2024-01-06;art_266;codis;amsterdam;@horeca;false;;;",
		},
		{
			"offences-2024.csv", "4", "inflow_date", "5 januari", "„5 januari” is geen datum zoals 2024-12-31.", "", "geen datum", "2024",
			"c3;f3;5 januari;art_266;codis;amsterdam;horeca;false;;;",
		},
	}
	for _, r := range records {
		r[4], _, _ = strings.Cut(r[4], "gebedshuis,") // the list of all codes
	}
	if diff := cmp.Diff(want, records); diff != "" {
		t.Error(diff)
	}
	if info, err := os.Stat(to); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v %v", info.Mode(), err)
	}
	var exists *file.ExistsError
	if _, err := list.WriteFile(context.Background(), to, false); !errors.As(err, &exists) {
		t.Errorf("got %v", err)
	}
}

func TestRejectsGoBackAsWorkbook(t *testing.T) {
	list := rejects.List{Work: rejected(t), Words: words(t, "en")}
	to := filepath.Join(t.TempDir(), "back.xlsx")
	if n, err := list.WriteFile(context.Background(), to, false); err != nil || n != 4 {
		t.Fatal(n, err)
	}
	book := openBook(t, to)
	if diff := cmp.Diff([]string{"rejected", "numbers"}, book.GetSheetList()); diff != "" {
		t.Error(diff)
	}
	rows := rowsOf(t, book, "rejected")
	if len(rows) != 5 || rows[1][3] != "=HYPERLINK(1)" || rows[4][4] != "A disposal from before the day of inflow. (2024-01-06; 2024-01-07) Correct one of the two days." {
		t.Errorf("%q", rows)
	}
	if formula, err := book.GetCellFormula("rejected", "D2"); err != nil || formula != "" {
		t.Errorf("a formula %q %v", formula, err)
	}
	if tables, err := book.GetTables("rejected"); err != nil || len(tables) != 1 || tables[0].Range != "A1:I5" {
		t.Errorf("no filter: %+v %v", tables, err)
	}
	if panes, err := book.GetPanes("rejected"); err != nil || !panes.Freeze {
		t.Errorf("%+v %v", panes, err)
	}
	want := [][]string{
		{"file", "fault", "year", "faults"},
		{"disposals.csv", "a disposal before the inflow", "unknown", "1"},
		{"offences-2024.csv", "a code or number that does not exist", "2024", "2"},
		{"offences-2024.csv", "no date", "2024", "1"},
		nil,
		{"table", "fault", "year", "rejected rows", "of rows", "allowed share", "budget"},
		{"offences", "all together, each row once", "2024", "3", "4", "1.0%", "over"},
		{"offences", "a code or number that does not exist", "2024", "2", "4"},
		{"offences", "no date", "2024", "1", "4"},
		{"disposals", "all together, each row once", "unknown", "1", "1", "1.0%", "over"},
		{"disposals", "a disposal before the inflow", "unknown", "1", "1"},
	}
	if diff := cmp.Diff(want, rowsOf(t, book, "numbers")); diff != "" {
		t.Error(diff)
	}
}

// Published figures have no budget by year; their rejects are listed all the same.
func TestRejectsOfPublishedFigures(t *testing.T) {
	work := t.TempDir()
	data := copyData(t, "figures/observations.csv", func(s string) string { return strings.Replace(s, ",ground,ras,", ",ground,rras,", 1) })
	if _, err := pipeline.CheckOnly(context.Background(), pipeline.Options{Data: data, Work: work}); !errors.Is(err, report.ErrRejected) {
		t.Fatal(err)
	}
	got, err := rejects.List{Work: work, Words: words(t, "nl"), Only: "observations.csv"}.Summary(context.Background())
	if err != nil || got.Faults != 1 || len(got.Counts) != 0 {
		t.Fatalf("%+v %v", got, err)
	}
	want := []rejects.Group{{File: "figures/observations.csv", Rule: "een code of nummer dat niet bestaat", Period: "onbekend", Faults: 1}}
	if diff := cmp.Diff(want, got.Groups); diff != "" {
		t.Error(diff)
	}
}

func TestNothingRejectedIsNoFault(t *testing.T) {
	work := rejected(t)
	if _, err := pipeline.CheckOnly(context.Background(), pipeline.Options{Data: "../data", Work: work}); err != nil {
		t.Fatal(err)
	}
	got, err := rejects.List{Work: work, Words: words(t, "en")}.Summary(context.Background())
	if err != nil || got.Faults != 0 || len(got.Counts) != 0 || len(got.Files) != 0 {
		t.Errorf("what an earlier run rejected is still there: %+v %v", got, err)
	}
	_, err = rejects.List{Work: filepath.Join(work, "nowhere"), Words: words(t, "en")}.Summary(context.Background())
	if !errors.Is(err, rejects.ErrNoRun) {
		t.Errorf("got %v", err)
	}
}
