package edition_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/edition"
)

// table makes a table of lines of cells; the first is the header.
func table(key string, lines ...string) edition.Table {
	t := edition.Table{File: "f.csv"}
	if key != "" {
		t.Key = strings.Split(key, ",")
	}
	for i, line := range lines {
		cells := strings.Split(line, ",")
		if i == 0 {
			t.Columns = cells
			continue
		}
		t.Rows = append(t.Rows, edition.Row{Line: i + 1, Cells: cells})
	}
	return t
}

func TestCompareRows(t *testing.T) {
	for _, tt := range []struct {
		name          string
		before, after edition.Table
		want          []string // line kind key column before after
	}{
		{"the same", table("id", "id,v", "a,1"), table("id", "id,v", "a,1"), nil},
		{"another order", table("id", "id,v", "a,1", "b,2"), table("id", "id,v", "b,2", "a,1"), nil},
		{"a value", table("id", "id,v", "a,683"), table("id", "id,v", "a,684"), []string{"2 changed a v 683 684"}},
		{"a row added", table("id", "id,v", "a,1"), table("id", "id,v", "b,2", "a,1"), []string{"2 added b   id: b; v: 2"}},
		{"a row gone", table("id", "id,v", "a,1", "b,2"), table("id", "id,v", "a,1"), []string{"3 gone b  id: b; v: 2 "}},
		{"a key of two", table("d,c", "d,c,v", "x,y,1"), table("d,c", "d,c,v", "x,y,2"), []string{"2 changed x / y v 1 2"}},
		{"no key", table("", "text", "a", "b"), table("", "text", "a", "c"), []string{"3 added c   text: c", "3 gone b  text: b "}},
		{"a key twice", table("id", "id,v", "a,1"), table("id", "id,v", "a,1", "a,2"), []string{"3 added a (2)   id: a; v: 2"}},
		{"one of two of a key gone", table("id", "id,v", "a,1", "a,2"), table("id", "id,v", "a,1"), []string{"3 gone a (2)  id: a; v: 2 "}},
		{"a new column changes nothing", table("id", "id,v", "a,1"), table("id", "id,w,v", "a,x,1"), nil},
		{"a column gone takes values away", table("id", "id,v", "a,1"), table("id", "id", "a"), []string{"2 changed a v 1 "}},
		{"all gone", table("id", "id,v", "a,1"), edition.Table{File: "f.csv"}, []string{"2 gone a  id: a; v: 1 "}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, c := range edition.CompareRows(tt.before, tt.after) {
				got = append(got, fmt.Sprintf("%d %s %s %s %s %s", c.Line, c.Kind, c.Key, c.Column, c.Before, c.After))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func figure(key, value string, under ...string) edition.Figure {
	return edition.Figure{Model: "mart.m", Key: "time_period=" + key, Values: map[string]string{"obs_value": value, "break_id": "cut"}, Under: under}
}

func TestCompareFigures(t *testing.T) {
	rows := []edition.Change{
		row("o.csv", edition.Changed, "observation_id=o.1"),
		row("o.csv", edition.Added, "observation_id=o.9"),
		row("b.csv", edition.Added, "break_id=cut"),
		row("c.csv", edition.Gone, "break_id=cut", "code=no"),
	}
	for _, tt := range []struct {
		name          string
		before, after []edition.Figure
		want          []string // kind key column before after because follows
	}{
		{"the same", []edition.Figure{figure("2024", "683", "o.1")}, []edition.Figure{figure("2024", "683", "o.1")}, nil},
		{
			"a value with a changed row under it",
			[]edition.Figure{figure("2024", "683", "o.1")}, []edition.Figure{figure("2024", "684", "o.1")},
			[]string{"changed time_period=2024 obs_value 683 684 [{o.csv o.1 changed}] false"},
		},
		{
			"another row under the same value",
			[]edition.Figure{figure("2024", "683", "o.2")}, []edition.Figure{figure("2024", "683", "o.9")},
			[]string{"changed time_period=2024 lineage o.2 o.9 [{o.csv o.9 added} {b.csv cut added}] true"},
		},
		{"gone", []edition.Figure{figure("2024", "683", "o.1")}, nil, []string{"gone time_period=2024  683  [{o.csv o.1 changed} {b.csv cut added}] false"}},
		{"new", nil, []edition.Figure{figure("2024", "683", "o.9")}, []string{"added time_period=2024   683 [{o.csv o.9 added} {b.csv cut added}] true"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			changes := edition.CompareFigures(tt.before, tt.after)
			edition.Explain(changes, rows)
			var got []string
			for _, c := range changes {
				got = append(got, fmt.Sprintf("%s %s %s %s %s %v %t", c.Kind, c.Key, c.Column, c.Before, c.After, c.Because, c.Follows()))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A model that changes a figure is not excused by a row that changed under it; a
// row that is not under a figure, but changed it, is found.
func TestAttributeAsksWhatTheModelsMakeOfTheAcceptedData(t *testing.T) {
	rows := []edition.Change{row("o.csv", edition.Changed, "observation_id=o.1")}
	before := []edition.Figure{figure("2023", "535", "o.1"), figure("2024", "683", "o.2")}
	after := []edition.Figure{figure("2023", "53", "o.1"), figure("2024", "684", "o.2")}
	modelled := []edition.Figure{figure("2023", "53", "o.1"), figure("2024", "683", "o.2")} // 2023 by the model, 2024 by data
	changes := edition.CompareFigures(before, after)
	edition.Explain(changes, rows)
	edition.Attribute(changes, modelled, rows)
	if len(changes) != 2 || len(changes[0].Because) != 0 || len(changes[1].Because) != 1 {
		t.Errorf("got %+v", changes)
	}
}

func TestNameIsAnotherForWhateverDiffers(t *testing.T) {
	parts := map[string][]byte{"a": []byte("1"), "b": []byte("2")}
	name := edition.Name("2026.1", parts)
	if again := edition.Name("2026.1", map[string][]byte{"b": []byte("2"), "a": []byte("1")}); again != name || !strings.HasPrefix(name, "2026.1-") || len(name) != len("2026.1-")+8 {
		t.Errorf("%s and %s", name, again)
	}
	for _, other := range []map[string][]byte{
		{"a": []byte("1")}, {"a": []byte("1"), "b": []byte("3")}, {"a": []byte("12"), "b": nil}, {"a": []byte("2"), "b": []byte("1")}, {"a": []byte("1"), "c": []byte("2")},
	} {
		if edition.Name("2026.1", other) == name {
			t.Errorf("%v has the same name", other)
		}
	}
}

// The line that was changed is named, not the last of those that are like it.
func TestCompareRowsNamesTheLineOfALetterThatChanged(t *testing.T) {
	letter := func(lines ...string) edition.Table {
		table := edition.Table{File: "letter.txt", Columns: []string{"text"}, ID: "letter"}
		for i, line := range lines {
			table.Rows = append(table.Rows, edition.Row{Line: i + 1, Cells: []string{line}})
		}
		return table
	}
	var got []string
	for _, c := range edition.CompareRows(letter("1", "Status: a", "2", "Status: a", "3", "Status: a"), letter("1", "Status: b", "2", "Status: a", "3", "Status: a")) {
		got = append(got, fmt.Sprint(c.Kind, " ", c.Line, " ", c.Before, c.After))
	}
	if want := "[added 2 text: Status: b gone 2 text: Status: a]"; fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
}

// A new file can change thousands of rows of the contract: a reason names ten rows, and says
// how many it leaves out.
func TestAReasonNamesTenRows(t *testing.T) {
	var list []edition.Cause
	for i := range 12 {
		list = append(list, edition.Cause{File: "a.csv", Key: string(rune('a' + i))})
	}
	if got, want := edition.Causes(list[:10]), "a.csv: a; a.csv: b; a.csv: c; a.csv: d; a.csv: e; a.csv: f; a.csv: g; a.csv: h; a.csv: i; a.csv: j"; got != want {
		t.Errorf("%q", got)
	} else if all := edition.Causes(list); all != want+"; … (+2)" {
		t.Errorf("%q", all)
	}
}
