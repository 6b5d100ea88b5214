package stats

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// golden reads a table computed by R 4.2.2 (poisson.test, prop.test without
// correction, binom.test), as rows by name of column.
func golden(t *testing.T, file string) []map[string]float64 {
	t.Helper()
	f, err := os.Open("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]float64
	for _, record := range records[1:] {
		row := map[string]float64{}
		for i, text := range record {
			v, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			row[records[0][i]] = v
		}
		rows = append(rows, row)
	}
	return rows
}

func agrees(t *testing.T, what string, row map[string]float64, got, want float64) {
	t.Helper()
	if got == want || math.Abs(got-want) <= 1e-9*math.Max(math.Abs(want), 1e-3) {
		return
	}
	t.Errorf("%s of %v: got %.15g, R has %.15g", what, row, got, want)
}

func TestCountAgreesWithR(t *testing.T) {
	for _, row := range golden(t, "poisson_R.csv") {
		i := Count(row["n"], 0.95)
		agrees(t, "low", row, i.Low, row["exact95_lo"])
		agrees(t, "high", row, i.High, row["exact95_hi"])
		i = Count(row["n"], 0.998)
		agrees(t, "low 99.8", row, i.Low, row["exact998_lo"])
		agrees(t, "high 99.8", row, i.High, row["exact998_hi"])
	}
}

func TestShareAgreesWithR(t *testing.T) {
	for _, row := range golden(t, "proportions_R.csv") {
		wilson, exact := Wilson(row["x"], row["n"], 0.95), ClopperPearson(row["x"], row["n"], 0.95)
		agrees(t, "Wilson low", row, wilson.Low, row["wilson_lo"])
		agrees(t, "Wilson high", row, wilson.High, row["wilson_hi"])
		agrees(t, "Clopper-Pearson low", row, exact.Low, row["cp_lo"])
		agrees(t, "Clopper-Pearson high", row, exact.High, row["cp_hi"])
		want := wilson
		if row["n"] < 20 {
			want = exact
		}
		if got := Share(row["x"], row["n"], 0.95); got != want {
			t.Errorf("Share of %v: got %v, want %v", row, got, want)
		}
	}
}

func TestCompareCountsAgreesWithR(t *testing.T) {
	for _, row := range golden(t, "two_counts_R.csv") {
		c := CompareCounts(row["b"], row["a"], 0.95)
		agrees(t, "p", row, c.P, row["p"])
		agrees(t, "ratio low", row, c.Ratio.Low, row["lo"])
		agrees(t, "ratio high", row, c.Ratio.High, row["hi"])
	}
}

func TestIntervalsHoldTheirEstimateAndGrowWithConfidence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := float64(rapid.IntRange(1, 20000).Draw(t, "n"))
		k := float64(rapid.IntRange(0, int(n)).Draw(t, "k"))
		for _, pair := range [][2]Interval{
			{Count(k, 0.95), Count(k, 0.99)}, {Share(k, n, 0.95), Share(k, n, 0.99)},
		} {
			if pair[1].Low > pair[0].Low || pair[1].High < pair[0].High {
				t.Fatalf("k %v n %v: %v within %v", k, n, pair[0], pair[1])
			}
		}
		if i := Count(k, 0.95); i.Low > k || i.High < k {
			t.Fatalf("%v is not in %v", k, i)
		}
		if i := Share(k, n, 0.95); i.Low > k/n+1e-12 || i.High < k/n-1e-12 {
			t.Fatalf("%v is not in %v", k/n, i)
		}
	})
}

// Which of two counts comes first makes no difference to whether they differ.
func TestCompareCountsIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := float64(rapid.IntRange(0, 3000).Draw(t, "a")), float64(rapid.IntRange(0, 3000).Draw(t, "b"))
		x, y := CompareCounts(a, b, 0.95), CompareCounts(b, a, 0.95)
		if x.P != y.P || x.P < 0 || x.P > 1 {
			t.Fatalf("%v and %v", x, y)
		}
		if a > 0 && b > 0 && math.Abs(x.Ratio.Low*y.Ratio.High-1) > 1e-9 {
			t.Fatalf("%v and %v", x, y)
		}
	})
}
