package pipeline_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/accepted"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/report"
)

func build(t *testing.T, o pipeline.Options) *report.Report {
	t.Helper()
	if o.Data == "" {
		o.Data = "../data"
	}
	told, err := pipeline.Build(context.Background(), o)
	if err != nil {
		t.Fatalf("%v\n%+v\n%+v", err, told.Violations, told.Findings)
	}
	return told
}

// query answers from the published database of a work folder.
func query(t *testing.T, work, question string) string {
	t.Helper()
	return ask(t, release.FindDatabase(filepath.Join(work, "release", "current")), question)
}

// lines is an answer with a line for each row.
type lines struct{ strings.Builder }

func (*lines) Head([]engine.Column) error { return nil }

func (l *lines) Row(values [][]byte) error {
	row := make([]string, len(values))
	for i, value := range values {
		row[i] = "NULL"
		if value != nil {
			row[i] = string(value)
		}
	}
	_, err := fmt.Fprintln(l, strings.Join(row, " "))
	return err
}

// ask answers from a database.
func ask(t *testing.T, database, question string) string {
	t.Helper()
	var answer lines
	if err := engine.Answer(t.Context(), engine.Question{Database: database, SQL: question, Memory: 1 << 30}, &answer); err != nil {
		t.Fatalf("%s: %v", question, err)
	}
	return answer.String()
}

// The figures of the real publications, as they are printed there; see
// data/figures/observations.csv for each one's place.
func TestReleaseHoldsThePublishedFigures(t *testing.T) {
	work := released(t)
	for _, tt := range []struct{ name, question, want string }{
		{
			"OM totals, press releases of the OM; 2019 follows from 409 being 65 more",
			"select time_period, cast(obs_value as integer), obtained from mart.inflow_by_year where series_id = 'om_total_offence' and time_period >= '2019' order by 1",
			"2019 344 implied\n2020 409 printed\n2021 485 printed\n2022 417 printed\n2023 535 printed\n2024 683 printed\n",
		},
		{
			"kinds of 2024: 160 and 523",
			"select series_id, cast(obs_value as integer) from mart.inflow_by_year where time_period = '2024' order by 2",
			"om_specific_offence 160\nom_codis_offence 523\nom_total_offence 683\n",
		},
		{
			"the other figure of 2019, as ODIHR gives it",
			"select cast(shown_value as integer), cast(obs_value as integer), publication_id from mart.other_figure where time_period = '2019' and series_id = 'om_total_offence'",
			"344 343 odihr_nl_main\n",
		},
		{
			"measures by status, counted in the letter by hand",
			"select category, cast(obs_value as integer) from mart.measure_status_count order by 1",
			"completed 6\nongoing 7\npartly_completed 6\n",
		},
		{
			"measures that themes of the report bear on",
			"select measure_number, theme from mart.measure_status where theme is not null order by 1",
			"29 inflow\n34 hate_crime\n",
		},
		{
			"the footnote of the letter, with the measure that refers to it",
			"select measure_number, footnotes from core.measure_status where footnotes is not null",
			"3 Het nummer tussen haakjes verwijst naar de desbetreffende maatregel uit het Actieplan Veiligheid LHBTI.\n",
		},
		{
			// Statistics Netherlands, 1 January 2024: 17,943,000 to the thousand; 683 of them is 3.81 per 100,000.
			"rate of 2024",
			"select round(obs_value, 2) from mart.rate where series_id = 'om_total_offence' and time_period = '2024'",
			"3.81\n",
		},
		{
			"no table or column without words in both languages",
			"select table_name from duckdb_tables() where comment is null or comment not like '%_ / _%' union all select column_name from duckdb_columns() where not internal and (comment is null or comment not like '%_ / _%')",
			"",
		},
		{
			"no figure whose meaning is unclear under a value of a mart",
			"select count(*) from meta.lineage join core.observation as observation using (observation_id) where observation.obs_status = 'V'",
			"0\n",
		},
		{
			"a year as a number beside every period, which is text",
			`select period.schema_name, period.table_name from duckdb_columns() as period
			left join duckdb_columns() as year on year.schema_name = period.schema_name and year.table_name = period.table_name and year.column_name = 'year'
			where not period.internal and period.column_name = 'time_period' and (period.data_type <> 'VARCHAR' or year.data_type is distinct from 'INTEGER')`,
			"",
		},
		{
			// A mart in which only counts stand has whole numbers; other_figure has pairs of values of any unit.
			"a count is a whole number",
			"select distinct table_name from duckdb_columns() where not internal and schema_name = 'mart' and column_name = 'obs_value' and data_type <> 'BIGINT' order by 1",
			"inflow_article\nother_figure\nrate\n",
		},
		{"raw records stay behind", "select count(*) from duckdb_tables() where schema_name = 'raw'", "0\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, query(t, work, tt.question)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReleaseIsWhatItsManifestSays(t *testing.T) {
	work := released(t)
	if wrong, err := release.Verify(filepath.Join(work, "release", "current")); err != nil || len(wrong) > 0 {
		t.Error(wrong, err)
	}
}

// Two builds in different folders give the same bytes.
func TestTwoBuildsGiveTheSameRelease(t *testing.T) {
	var all [2]map[string][]byte
	other := t.TempDir()
	build(t, pipeline.Options{Work: other})
	for i, work := range []string{released(t), other} {
		all[i] = files(t, filepath.Join(work, "release", "current"))
	}
	if len(all[0]) < 80 || all[0][release.DatabaseFile] == nil {
		t.Fatalf("only %d files", len(all[0]))
	}
	for name, content := range all[0] {
		if !bytes.Equal(content, all[1][name]) {
			t.Errorf("%s differs", name)
		}
	}
	if len(all[0]) != len(all[1]) {
		t.Errorf("%d and %d files", len(all[0]), len(all[1]))
	}
}

func files(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		all[name], err = os.ReadFile(filepath.Join(dir, name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestASecondBuildFindsNothingChanged(t *testing.T) {
	work := withDrawings(t, released(t))
	first := build(t, pipeline.Options{Work: work})
	second := build(t, pipeline.Options{Work: work})
	if first.Unchanged || !second.Unchanged || second.Release != first.Release || second.Rows != first.Rows {
		t.Errorf("first %+v, second %+v", first, second)
	}
	if third := build(t, pipeline.Options{Work: work, Force: true}); third.Unchanged || third.Files != first.Files {
		t.Errorf("forced: %+v", third)
	}
	page := filepath.Join(work, "release", "current", "index.html")
	if err := os.WriteFile(page, []byte("changed by hand"), 0o644); err != nil {
		t.Fatal(err)
	}
	if fourth := build(t, pipeline.Options{Work: work}); fourth.Unchanged {
		t.Error("a release that was changed by hand was left as it was")
	}
}

// copyData copies data/ and edits one file, with its hash in the contract.
func copyData(t *testing.T, file string, edit func(string) string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, os.DirFS("../data")); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, file)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	edited := edit(string(text))
	if edited == string(text) {
		t.Fatal("the edit changes nothing")
	}
	if err := os.WriteFile(path, []byte(edited), 0o644); err != nil {
		t.Fatal(err)
	}
	accept(t, dir)
	return dir
}

// accept takes a data folder as it is, with a reason that says it is a test. What
// cannot be read or modelled only gets its hash renewed.
func accept(t *testing.T, dir string) {
	t.Helper()
	p, _, err := pipeline.Propose(t.Context(), pipeline.AcceptOptions{Data: dir})
	if errors.Is(err, report.ErrRejected) {
		err = rehash(dir)
	} else if err == nil {
		decisions := map[string]accepted.Decision{}
		for _, subject := range p.Subjects() {
			decisions[subject] = accepted.Decision{Reason: "correction", Why: map[string]string{"nl": "test", "en": "test"}, By: "test"}
		}
		err = p.Write(t.Context(), decisions, "2026-01-01")
	}
	if err != nil {
		t.Fatal(err)
	}
}

// rehash makes the descriptor name the files as they are.
func rehash(dir string) error {
	descriptor := filepath.Join(dir, contract.DescriptorFile)
	text, err := os.ReadFile(descriptor)
	if err != nil {
		return err
	}
	_, violations, err := contract.Load(os.DirFS(dir))
	for _, v := range violations {
		if v.Rule == contract.RuleFileChanged && err == nil {
			var content []byte
			if content, err = os.ReadFile(filepath.Join(dir, v.File)); err == nil {
				text, err = accepted.SetFile(text, v.File, content)
			}
		}
	}
	if err != nil {
		return err
	}
	return os.WriteFile(descriptor, text, 0o644)
}

// A change leaves no more behind in the work folder than there was.
func TestTheWorkFolderDoesNotGrow(t *testing.T) {
	work := copied(t, released(t))
	count := func() int { return len(files(t, filepath.Join(work, "drawings"))) }
	before := count()
	build(t, pipeline.Options{Work: work, Data: copyData(t, "codelists/category.csv", func(text string) string {
		return strings.Replace(text, "ground,ras,ras,race", "ground,ras,afkomst,descent", 1) // in words of a drawing
	})})
	if after := count(); before < 15 || after != before {
		t.Errorf("%d files before a change, %d after", before, after)
	}
	if _, err := os.Stat(filepath.Join(work, "snapshots")); err == nil {
		t.Error("snapshots are left behind")
	}
}

func TestABuildThatFailsLeavesTheRelease(t *testing.T) {
	for _, tt := range []struct {
		name, file string
		edit       func(string) string
		want       error
		check      string
	}{
		{"bad data", "figures/observations.csv", func(s string) string { return strings.Replace(s, ",ground,ras,", ",ground,rras,", 1) }, report.ErrRejected, ""},
		{"letter with an unknown status", "letters/2020-06-voortgang-actieplan-veiligheid-lhbti-bijlage-3.txt", func(s string) string { return strings.Replace(s, "Status: lopend", "Status: loopt", 1) }, report.ErrRejected, ""},
		{
			// 160 + 523 = 683; with 170 the parts are more than the whole.
			"parts that are not the whole", "figures/observations.csv", specific2024, report.ErrChecks, "check.specific_codis_total",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			work := copied(t, released(t))
			before := files(t, filepath.Join(work, "release", "current"))
			told, err := pipeline.Build(context.Background(), pipeline.Options{Data: copyData(t, tt.file, tt.edit), Work: work})
			if !errors.Is(err, tt.want) {
				t.Fatalf("got %v, want %v", err, tt.want)
			}
			if tt.check != "" && !found(told, tt.check) {
				t.Errorf("findings %+v", told.Findings)
			}
			if diff := cmp.Diff(before, files(t, filepath.Join(work, "release", "current"))); diff != "" {
				t.Error("the release changed")
			}
			if _, err := os.Stat(filepath.Join(work, "warehouse.duckdb")); err != nil {
				t.Error("no warehouse to look into", err)
			}
		})
	}
}

// specific2024 raises the specific offences of 2024 wherever they are printed.
func specific2024(text string) string {
	var out []string
	for line := range strings.Lines(text) {
		if strings.Contains(line, ",2024,2024,,om_specific_offence,total,total,") {
			line = strings.Replace(line, ",160,", ",170,", 1)
		}
		out = append(out, line)
	}
	return strings.Join(out, "")
}

func found(told *report.Report, check string) bool {
	for _, f := range told.Findings {
		if f.Check == check && f.Rows > 0 {
			return true
		}
	}
	return false
}

func TestRejectedRowsAreKept(t *testing.T) {
	work := t.TempDir()
	data := copyData(t, "figures/observations.csv", func(s string) string { return strings.Replace(s, ",ground,ras,", ",ground,rras,", 1) })
	told, err := pipeline.Build(context.Background(), pipeline.Options{Data: data, Work: work})
	if !errors.Is(err, report.ErrRejected) || told.Rejects == "" {
		t.Fatal(err, told)
	}
	text, err := os.ReadFile(told.Rejects)
	if err != nil || !strings.Contains(string(text), "rras") || !strings.Contains(string(text), "foreign_key") {
		t.Errorf("%s %v", text, err)
	}
	if n := ask(t, filepath.Join(work, "warehouse.duckdb"), "select count(*) from raw.reject where rule = 'foreign_key'"); n != "1\n" {
		t.Error(n)
	}
}

func TestCheckPublishesNothing(t *testing.T) {
	work := t.TempDir()
	told, err := pipeline.CheckOnly(context.Background(), pipeline.Options{Data: "../data", Work: work})
	if err != nil {
		t.Fatalf("%v\n%+v", err, told.Findings)
	}
	if _, err := os.Stat(filepath.Join(work, "release", "current")); err == nil || told.Release != "" {
		t.Error("something was published")
	}
}

func TestAnInterruptedBuildPublishesNothing(t *testing.T) {
	work := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	_, err := pipeline.Build(ctx, pipeline.Options{Data: "../data", Work: work, Events: func(e report.Event) {
		if e.Step == report.Publish {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	left, err := os.ReadDir(filepath.Join(work, "release"))
	if err != nil || len(left) > 0 {
		t.Errorf("left %v %v", left, err)
	}
}
