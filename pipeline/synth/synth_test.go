package synth_test

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jaarcijfers/pipeline/synth"
)

var update = flag.Bool("update", false, "write the golden files")

func TestTotalsAreThoseOfThePlan(t *testing.T) {
	p := examplePlan()
	x := write(t, p, synth.Options{Seed: 1})
	want := map[string]int{}
	for _, y := range p.Years {
		for kind, n := range y.Totals {
			want[fmt.Sprint(y.Year, " ", kind)] = n
		}
	}
	if diff := cmp.Diff(want, x.byYearAndKind()); diff != "" {
		t.Error(diff)
	}
}

// By hand: of 10 rows, 100 in 1000 are 1, 250 are 2.5, 250 are 2.5 and 400 are 4;
// the first of the two equal remainders gets the row that is left.
func TestRowsAreSpreadByLargestRemainder(t *testing.T) {
	p := examplePlan()
	p.Years = []synth.Year{
		{Year: 2024, Totals: map[string]int{"specific": 250, "codis": 100}},
		{Year: 2025, Totals: map[string]int{"specific": 400, "codis": 250}},
	}
	x := write(t, p, synth.Options{Rows: 10})
	want := map[string]int{"2024 codis": 1, "2024 specific": 3, "2025 codis": 2, "2025 specific": 4}
	if diff := cmp.Diff(want, x.byYearAndKind()); diff != "" {
		t.Error(diff)
	}
}

func TestEveryExtractKeepsItsPromises(t *testing.T) {
	folder := t.TempDir()
	run := 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		p := drawPlan(t)
		o := synth.Options{
			Rows:  rapid.SampledFrom([]int{0, 1, 7, 300}).Draw(t, "rows"),
			Seed:  rapid.Uint64().Draw(t, "seed"),
			Parts: rapid.IntRange(0, 4).Draw(t, "parts"),
		}
		x := writeTo(t, filepath.Join(folder, fmt.Sprint(run)), p, o)
		x.verify(t, p)
		want := o.Rows
		if want == 0 {
			for _, y := range p.Years {
				want += y.Totals["specific"] + y.Totals["codis"]
			}
		}
		if got := len(x.rows["offences"]); got != want {
			t.Fatalf("%d offences, want %d", got, want)
		}
	})
}

func TestPartsOnlySplit(t *testing.T) {
	for _, rows := range []int{1, 40, 30_000} {
		whole := write(t, examplePlan(), synth.Options{Rows: rows, Seed: 5})
		for _, parts := range []int{1, 2, 3, 12} {
			split := write(t, examplePlan(), synth.Options{Rows: rows, Seed: 5, Parts: parts})
			for _, table := range tables {
				if !bytes.Equal(whole.text[table], split.text[table]) {
					t.Errorf("%d rows of %s differ in %d parts", rows, table, parts)
				}
			}
		}
	}
}

// A part holds what belongs to its offences, and parts are of about one size.
func TestPartsStandAlone(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "x")
	const parts, rows = 4, 20_000
	if _, err := synth.Write(t.Context(), folder, examplePlan(), synth.Options{Rows: rows, Parts: parts}, nil); err != nil {
		t.Fatal(err)
	}
	for part := 1; part <= parts; part++ {
		var files []string
		for _, table := range tables {
			files = append(files, filepath.Join(folder, fmt.Sprintf("%s-synthetic-%02d.csv", table, part)))
		}
		x := readFiles(t, files)
		x.verify(t, examplePlan())
		if n := len(x.rows["offences"]); math.Abs(float64(n-rows/parts)) > rows/100 {
			t.Errorf("part %d has %d offences of %d", part, n, rows)
		}
	}
}

func TestTheSameSeedGivesTheSameBytes(t *testing.T) {
	o := synth.Options{Rows: 5000, Seed: 11}
	first := write(t, examplePlan(), o)
	before := runtime.GOMAXPROCS(1)
	again := write(t, examplePlan(), o)
	runtime.GOMAXPROCS(before)
	if diff := cmp.Diff(first.text, again.text); diff != "" {
		t.Errorf("on one processor: %s", diff)
	}
	o.Seed++
	other := write(t, examplePlan(), o)
	for _, table := range tables {
		if bytes.Equal(first.text[table], other.text[table]) {
			t.Errorf("another seed gives the same %s", table)
		}
	}
}

// The golden files are an example to read, and hold that a release of the program
// gives the bytes of the one before it.
func TestExampleIsAsItWas(t *testing.T) {
	p := examplePlan()
	p.Years = p.Years[len(p.Years)-2:]
	x := write(t, p, synth.Options{Rows: 24, Seed: 2024})
	for _, table := range append(slices.Clone(tables), "README") {
		golden := filepath.Join("testdata", "example", table+".txt")
		if *update {
			if err := os.WriteFile(golden, x.text[table], 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(x.text[table])); diff != "" {
			t.Errorf("%s: %s", table, diff)
		}
	}
}

func TestReadmeSaysInBothLanguagesThatNothingIsReal(t *testing.T) {
	readme := string(write(t, examplePlan(), synth.Options{Rows: 321, Seed: 98765}).text["README"])
	for _, part := range []string{
		"Alles in deze map is fictief", "Everything in this folder is synthetic",
		"Aantal feiten:      321\n", "Number of offences: 321\n", "(seed):  98765\n", "Seed:               98765\n", "2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025\n",
	} {
		if !strings.Contains(readme, part) {
			t.Errorf("README lacks %q:\n%s", part, readme)
		}
	}
	if strings.ContainsAny(readme, "{}") {
		t.Errorf("README has a hole:\n%s", readme)
	}
}
