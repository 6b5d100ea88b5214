package edition_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/edition"
)

// row makes a change of a row with a key of column=value; without columns the file
// is one that figures name as a whole.
func row(file string, kind edition.Kind, key ...string) edition.Change {
	c := edition.Change{File: file, Kind: kind}
	for _, part := range key {
		name, value, named := strings.Cut(part, "=")
		if !named {
			c.Parts = []string{name}
			break
		}
		c.Names, c.Parts = append(c.Names, name), append(c.Parts, value)
	}
	c.Key = strings.Join(c.Parts, " / ")
	return c
}

// Keys of rows count whole, and a row is a cause only of what can come of it.
func TestExplainMatchesWholeKeys(t *testing.T) {
	measure := func(values ...string) edition.Figure {
		f := edition.Figure{Model: "mart.measure_status", Key: "measure_number=3", Under: []string{"letter-2021/3"}, Values: map[string]string{}}
		for i := 0; i < len(values); i += 2 {
			f.Values[values[i]] = values[i+1]
		}
		return f
	}
	for _, tt := range []struct {
		name   string
		now    []string // column, value of the figure
		column string
		row    edition.Change
		want   bool
	}{
		{"the sentence of the measure", nil, "status", row("s.csv", edition.Added, "publication_id=letter-2021", "measure_id=3"), true},
		{"the sentence of another measure", []string{"shown_before", "23"}, "status", row("s.csv", edition.Added, "publication_id=letter-2021", "measure_id=23"), false},
		{"a theme of a number that is a value", []string{"days", "23"}, "status", row("t.csv", edition.Changed, "measure_id=23"), false},
		{"a theme of the measure", []string{"measure_id", "3"}, "status", row("t.csv", edition.Changed, "measure_id=3"), true},
		{"the letter", nil, "status", row("l.txt", edition.Added, "letter-2021"), true},
		{"another letter", nil, "status", row("l.txt", edition.Added, "letter-202"), false},
		{"a publication, of a value", []string{"publications", "p q"}, "obs_value", row("p.csv", edition.Changed, "publication_id=q"), false},
		{"a publication, of the publications", []string{"publications", "p q"}, "publications", row("p.csv", edition.Changed, "publication_id=q"), true},
		{"one of several events", []string{"event_ids", "e f"}, "obs_value", row("e.csv", edition.Changed, "event_id=f"), true},
		{"the break of the comparison", []string{"comparison_break_id", "b"}, "obs_value", row("b.csv", edition.Changed, "break_id=b"), true},
		{"half of a key of two", []string{"dimension", "ground"}, "obs_value", row("c.csv", edition.Changed, "dimension=ground", "category=ras"), false},
		{"a key of two", []string{"dimension", "ground", "category", "ras"}, "obs_value", row("c.csv", edition.Changed, "dimension=ground", "category=ras"), true},
		{"an empty key", nil, "obs_value", row("c.csv", edition.Changed, "break_id="), false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before := measure(append([]string{tt.column, "was"}, tt.now...)...)
			after := measure(append([]string{tt.column, "is"}, tt.now...)...)
			if tt.column == "publications" {
				before.Values[tt.column] = "p"
				after.Values[tt.column] = "p q"
			}
			changes := edition.CompareFigures([]edition.Figure{before}, []edition.Figure{after})
			edition.Explain(changes, []edition.Change{tt.row})
			if len(changes) != 1 || (len(changes[0].Because) == 1) != tt.want {
				t.Errorf("got %+v", changes)
			}
		})
	}
}

// The lines of a letter are one cause; it only adds when all of them do.
func TestExplainNamesALetterOnce(t *testing.T) {
	before := edition.Figure{Model: "mart.m", Key: "k=1", Under: []string{"letter-2020/3"}, Values: map[string]string{"status": "ongoing"}}
	after := before
	after.Values = map[string]string{"status": "completed"}
	changes := edition.CompareFigures([]edition.Figure{before}, []edition.Figure{after})
	edition.Explain(changes, []edition.Change{
		row("l.txt", edition.Added, "letter-2020"), row("l.txt", edition.Gone, "letter-2020"), row("l.txt", edition.Added, "letter-2020"),
	})
	if got := fmt.Sprint(changes[0].Because); got != "[{l.txt letter-2020 gone}]" {
		t.Error(got)
	}
}

// A new row takes something back when a shown value is another for the same period,
// or is shown no longer; not when the latest figure is of a later year.
func TestRevisedIsAShownValueThatANewRowTakesBack(t *testing.T) {
	latest := func(period, value, under string) edition.Figure {
		f := figure("x", value, under)
		f.Key = "key_figure_id=k"
		f.Values["time_period"] = period
		return f
	}
	rows := []edition.Change{row("o.csv", edition.Added, "observation_id=o.9"), row("b.csv", edition.Added, "break_id=cut")}
	for _, tt := range []struct {
		name          string
		before, after []edition.Figure
		want          []string // column and whether it is revised
	}{
		{"another value", []edition.Figure{figure("2024", "683", "o.1")}, []edition.Figure{figure("2024", "690", "o.9")}, []string{"obs_value true", "lineage false"}},
		{"a later year", []edition.Figure{latest("2024", "683", "o.1")}, []edition.Figure{latest("2025", "690", "o.9")}, []string{"obs_value false", "time_period false", "lineage false"}},
		{"a value where there was none", []edition.Figure{figure("2024", "", "o.1")}, []edition.Figure{figure("2024", "690", "o.9")}, []string{"obs_value false", "lineage false"}},
		{"gone", []edition.Figure{figure("2024", "683", "o.1")}, nil, []string{" true"}},
		{"a latest figure gone", []edition.Figure{latest("2024", "683", "o.1")}, nil, []string{" false"}},
		{"new", nil, []edition.Figure{figure("2024", "690", "o.9")}, []string{" false"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			changes := edition.CompareFigures(tt.before, tt.after)
			edition.Explain(changes, rows)
			var got []string
			for _, c := range changes {
				got = append(got, fmt.Sprintf("%s %t", c.Column, c.Revised()))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// When no row is under a figure that data changed, naming a file is honest only if
// all rows are new, or all are of that file.
func TestAttributeNamesNoRowWhenItCanBeOneOfSeveralFiles(t *testing.T) {
	was, is := figure("2024", "683", "o.2"), figure("2024", "684", "o.2")
	for _, tt := range []struct {
		name string
		rows []edition.Change
		want int // causes
	}{
		{"one file", []edition.Change{row("p.csv", edition.Changed, "publication_id=p"), row("p.csv", edition.Added, "publication_id=q")}, 2},
		{"all new", []edition.Change{row("o.csv", edition.Added, "observation_id=o.9"), row("p.csv", edition.Added, "publication_id=q")}, 2},
		{"of two files", []edition.Change{row("q.csv", edition.Changed, "fact_id=f"), row("p.csv", edition.Added, "publication_id=q")}, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			changes := edition.CompareFigures([]edition.Figure{was}, []edition.Figure{is})
			edition.Explain(changes, tt.rows)
			edition.Attribute(changes, []edition.Figure{was}, tt.rows)
			if len(changes) != 1 || len(changes[0].Because) != tt.want {
				t.Errorf("got %+v", changes)
			}
		})
	}
}
