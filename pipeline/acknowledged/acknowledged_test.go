package acknowledged

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/report"
)

// told is a report of one check with two rows and of one violation; all is synthetic.
func told() *report.Report {
	return &report.Report{
		Findings: []report.Finding{
			{Severity: contract.Warning, Check: "check.a", Rows: 2, Columns: []string{"x", "y"}, Samples: [][]string{{"1", "2"}, {"3", "4"}}},
			{Severity: contract.Error, Check: "check.b", Rows: 1, Columns: []string{"x"}, Samples: [][]string{{"1"}}},
		},
		Violations: []contract.Violation{{Severity: contract.Warning, File: "f.csv", Line: 3, Rule: "rule_c", Value: "v"}},
	}
}

// all acknowledges every warning until the end of June.
func all() []Acknowledgement {
	var list []Acknowledgement
	for _, w := range Warnings(told()) {
		list = append(list, w.New(Acknowledgement{Reason: "r", By: "b", On: "2026-01-01", Until: "2026-06-30"}, nil)...)
	}
	return list
}

func TestAnAcknowledgementHoldsToTheEndOfItsDay(t *testing.T) {
	for _, tt := range []struct {
		today    string
		warnings int
		states   []string
	}{
		{"2025-12-31", 2, []string{report.Passed, report.Passed}}, // written by hand, of a day to come
		{"2026-01-01", 0, []string{report.Holds, report.Holds}},
		{"2026-06-30", 0, []string{report.Holds, report.Holds}},
		{"2026-07-01", 2, []string{report.Passed, report.Passed}},
	} {
		r := told()
		Apply(r, all(), tt.today)
		if got := r.Warnings(); got != tt.warnings {
			t.Errorf("%s: %d warnings, want %d", tt.today, got, tt.warnings)
		}
		var states []string
		for _, a := range r.Acknowledged {
			states = append(states, a.State)
		}
		if diff := cmp.Diff(tt.states, states); diff != "" {
			t.Errorf("%s: %s", tt.today, diff)
		}
	}
}

// The same report is looked at again on a later day, by a build that finds nothing changed.
func TestApplyCanBeDoneAgainOnAnotherDay(t *testing.T) {
	r := told()
	Apply(r, all(), "2026-06-30")
	Apply(r, all(), "2026-07-01")
	if r.Warnings() != 2 || r.Findings[0].Acknowledged() != 0 || r.Violations[0].Until != "" {
		t.Errorf("it still holds: %+v", r)
	}
}

func TestAnAcknowledgementHoldsForWhatWasReadOnly(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*report.Report)
		warns  int
		rows   int // of check.a that are acknowledged
	}{
		{"nothing", func(*report.Report) {}, 0, 2},
		{"another order", func(r *report.Report) {
			s := r.Findings[0].Samples
			s[0], s[1] = s[1], s[0]
		}, 0, 2},
		{"a row above", func(r *report.Report) { r.Violations[0].Line++ }, 0, 2},
		{"another value", func(r *report.Report) { r.Findings[0].Samples[0][1] = "5" }, 1, 1},
		{"a new row", func(r *report.Report) {
			r.Findings[0].Samples = append(r.Findings[0].Samples, []string{"5", "6"})
		}, 1, 2},
		{"values that shift", func(r *report.Report) { r.Findings[0].Samples[0] = []string{"1,2", ""} }, 1, 1},
		{"another check", func(r *report.Report) { r.Findings[0].Check = "check.d" }, 1, 0},
		{"another file", func(r *report.Report) { r.Violations[0].File = "g.csv" }, 1, 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := told()
			tt.change(r)
			Apply(r, all(), "2026-06-30")
			if r.Warnings() != tt.warns || r.Findings[0].Acknowledged() != tt.rows {
				t.Errorf("%d warnings, %d rows acknowledged; want %d and %d", r.Warnings(), r.Findings[0].Acknowledged(), tt.warns, tt.rows)
			}
		})
	}
}

// An error stops a build, whatever someone wrote in the file.
func TestAnErrorIsNotAcknowledged(t *testing.T) {
	r := told()
	r.Findings[1].Severity = contract.Warning
	var list []Acknowledgement
	for _, w := range Warnings(r) {
		list = append(list, w.New(Acknowledgement{Until: "2026-06-30"}, nil)...)
	}
	r.Findings[1].Severity = contract.Error
	Apply(r, list, "2026-01-01")
	if r.Findings[1].Until != nil {
		t.Error("an error is acknowledged")
	}
}

func TestWhatIsAcknowledgedLongerIsNotAddedAgain(t *testing.T) {
	w := Warnings(told())[0]
	for until, want := range map[string]int{"2026-06-29": 0, "2026-06-30": 0, "2026-07-01": 2} {
		if got := w.New(Acknowledgement{Until: until}, all()); len(got) != want {
			t.Errorf("%s: %d rows, want %d", until, len(got), want)
		}
	}
}

func TestAddKeepsWhatStands(t *testing.T) {
	got, err := Add([]byte("h\nlast line"), []Acknowledgement{{Check: "a", Key: "k", Reason: `said "yes", later`, By: "b", On: "2026-01-01", Until: "2026-06-30"}})
	if want := "h\nlast line\na,k,\"said \"\"yes\"\", later\",b,2026-01-01,2026-06-30\n"; err != nil || string(got) != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}
