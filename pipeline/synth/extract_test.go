package synth_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"jaarcijfers/pipeline/synth"
)

var tables = []string{"offences", "grounds", "suspects", "disposals", "verdicts"}

// As the contract of the extract has them.
var fields = map[string]string{
	"offences":  "case_number;offence_number;inflow_date;article;kind;office;place;online;event;cluster;synthetic;offence_date",
	"grounds":   "offence_number;ground;synthetic",
	"suspects":  "suspect_number;case_number;age_group;sex;synthetic",
	"disposals": "offence_number;disposal_date;disposal;synthetic",
	"verdicts":  "offence_number;verdict_date;verdict;synthetic",
}

// tester is a *testing.T or a *rapid.T.
type tester interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// An extract is what was written, read back by another reader than ours.
type extract struct {
	text map[string][]byte              // without header, parts put together
	rows map[string][]map[string]string // by field
}

func write(t *testing.T, p synth.Plan, o synth.Options) extract {
	t.Helper()
	return writeTo(t, filepath.Join(t.TempDir(), "extract"), p, o)
}

func writeTo(t tester, folder string, p synth.Plan, o synth.Options) extract {
	t.Helper()
	files, err := synth.Write(context.Background(), folder, p, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	return readFiles(t, files)
}

func readFiles(t tester, files []string) extract {
	t.Helper()
	x := extract{map[string][]byte{}, map[string][]map[string]string{}}
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		table, _, found := strings.Cut(filepath.Base(path), "-synthetic")
		if !found {
			t.Fatalf("%s does not say that it is synthetic", path)
		}
		if want, found := fields[table]; found {
			rest, found := bytes.CutPrefix(text, []byte(want+"\n"))
			if !found {
				t.Fatalf("%s does not begin with %s", path, want)
			}
			text = rest
		}
		x.text[table] = append(x.text[table], text...)
	}
	for _, table := range tables {
		x.rows[table] = records(t, table, x.text[table])
	}
	return x
}

func records(t tester, table string, text []byte) []map[string]string {
	t.Helper()
	header := strings.Split(fields[table], ";")
	reader := csv.NewReader(bytes.NewReader(text))
	reader.Comma, reader.FieldsPerRecord = ';', len(header)
	all, err := reader.ReadAll()
	if err != nil {
		t.Fatalf("read %s: %v", table, err)
	}
	var rows []map[string]string
	for _, rec := range all {
		row := map[string]string{}
		for i, field := range header {
			row[field] = rec[i]
		}
		if row["synthetic"] != "true" {
			t.Fatalf("%s has a row that does not say it is synthetic: %v", table, rec)
		}
		rows = append(rows, row)
	}
	return rows
}

func (x extract) byYearAndKind() map[string]int {
	counts := map[string]int{}
	for _, row := range x.rows["offences"] {
		counts[row["inflow_date"][:4]+" "+row["kind"]]++
	}
	return counts
}

// verify holds an extract against its contract and the codes of the plan.
func (x extract) verify(t tester, p synth.Plan) {
	t.Helper()
	offences := x.verifyOffences(t, p)
	x.verifyGrounds(t, p, offences)
	x.verifySuspects(t, p, offences)
	x.verifyOutcomes(t, p, offences)
}

var (
	caseNumber = regexp.MustCompile(`^S\d{2}-\d{4,}$`)
	cluster    = regexp.MustCompile(`^(synthetic_cluster_\d{4}_[12])?$`)
)

func (x extract) verifyOffences(t tester, p synth.Plan) map[string]map[string]string {
	t.Helper()
	offences := map[string]map[string]string{}
	for _, row := range x.rows["offences"] {
		number, kase, inflow := row["offence_number"], row["case_number"], row["inflow_date"]
		if offences[number] != nil {
			t.Fatalf("offence %s stands twice", number)
		}
		offences[number] = row
		if !caseNumber.MatchString(kase) || !strings.HasPrefix(number, kase+"-") || len(number) > 32 || kase[1:3] != inflow[2:4] {
			t.Fatalf("numbers of %v", row)
		}
		if day(t, inflow).After(p.Until) || !slices.ContainsFunc(p.Years, func(y synth.Year) bool { return fmt.Sprint(y.Year) == inflow[:4] }) {
			t.Fatalf("inflow of %v", row)
		}
		if !cluster.MatchString(row["cluster"]) || row["online"] != "true" && row["online"] != "false" {
			t.Fatalf("cluster or online of %v", row)
		}
		committed := row["offence_date"]
		if committed > inflow || committed[:4] != inflow[:4] || p.OnlinePlace != "" && row["place"] == p.OnlinePlace && row["online"] != "true" {
			t.Fatalf("day or place of %v", row)
		}
		for _, dimension := range []string{"article", "place", "event"} {
			wantValid(t, p, dimension, row, committed)
		}
		wantValid(t, p, "office", row, inflow)
	}
	return offences
}

func (x extract) verifyGrounds(t tester, p synth.Plan, offences map[string]map[string]string) {
	t.Helper()
	grounds := map[string][]string{}
	for _, row := range x.rows["grounds"] {
		number := row["offence_number"]
		if slices.Contains(grounds[number], row["ground"]) {
			t.Fatalf("offence %s has ground %s twice", number, row["ground"])
		}
		grounds[number] = append(grounds[number], row["ground"])
		if offences[number] == nil {
			t.Fatalf("ground of an offence that is not there: %v", row)
		}
		wantValid(t, p, "ground", row, offences[number]["offence_date"])
		if allowed, bound := p.Grounds[offences[number]["article"]]; bound && !slices.Contains(allowed, row["ground"]) {
			t.Fatalf("%s does not go with %s", row["ground"], offences[number]["article"])
		}
	}
	if p.Share["share_no_ground"] == 0 && len(p.Grounds) == 0 && len(grounds) != len(offences) {
		t.Fatalf("%d of %d offences have a ground", len(grounds), len(offences))
	}
}

func (x extract) verifySuspects(t tester, p synth.Plan, offences map[string]map[string]string) {
	t.Helper()
	inflow := map[string]string{}
	for _, row := range offences {
		if before := inflow[row["case_number"]]; before != "" && before != row["inflow_date"] {
			t.Fatalf("case %s came in on %s and %s", row["case_number"], before, row["inflow_date"])
		}
		inflow[row["case_number"]] = row["inflow_date"]
	}
	seen := map[string]bool{}
	for _, row := range x.rows["suspects"] {
		number := row["suspect_number"]
		if seen[number] || !strings.HasPrefix(number, row["case_number"]+"-V") || inflow[row["case_number"]] == "" {
			t.Fatalf("suspect %v", row)
		}
		seen[number] = true
		wantValid(t, p, "age_group", row, inflow[row["case_number"]])
		wantValid(t, p, "sex", row, inflow[row["case_number"]])
	}
}

func (x extract) verifyOutcomes(t tester, p synth.Plan, offences map[string]map[string]string) {
	t.Helper()
	disposals := map[string]map[string]string{}
	for _, row := range x.rows["disposals"] {
		number, on := row["offence_number"], row["disposal_date"]
		if offences[number] == nil || disposals[number] != nil || on < offences[number]["inflow_date"] || day(t, on).After(p.Until) {
			t.Fatalf("disposal %v of %v", row, offences[number])
		}
		disposals[number] = row
		wantValid(t, p, "disposal", row, on)
	}
	seen := map[string]bool{}
	for _, row := range x.rows["verdicts"] {
		number, on := row["offence_number"], row["verdict_date"]
		d := disposals[number]
		if d == nil || seen[number] || d["disposal"] != p.Summons || on < d["disposal_date"] || day(t, on).After(p.Until) {
			t.Fatalf("verdict %v after %v", row, d)
		}
		seen[number] = true
		wantValid(t, p, "verdict", row, on)
	}
}

// wantValid wants the code of a row among those that count on its day.
func wantValid(t tester, p synth.Plan, dimension string, row map[string]string, on string) {
	t.Helper()
	for _, w := range p.Weights[dimension] {
		early := !w.From.IsZero() && on < w.From.Format(time.DateOnly)
		late := !w.To.IsZero() && on > w.To.Format(time.DateOnly)
		if w.Code == row[dimension] && w.Weight > 0 && !early && !late && (dimension != "article" || w.Kind == row["kind"]) {
			return
		}
	}
	t.Fatalf("%s %q is not valid on %s: %v", dimension, row[dimension], on, row)
}

func day(t tester, text string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
