package stats

import (
	"math"
	"runtime"
	"testing"

	"pgregory.net/rapid"
)

func TestCompareClustersOfOneOffenceAgreesWithR(t *testing.T) {
	for _, row := range golden(t, "two_counts_R.csv") {
		agrees(t, "p", row, CompareClusters([]Units{{1, row["b"], row["a"]}}), row["p"])
	}
}

func TestCompareClustersByHand(t *testing.T) {
	for _, tt := range []struct {
		name  string
		units []Units
		want  float64
	}{
		// The eight ways to put 5, 1 and 1 in the later period give it 0, 1, 1, 2, 5, 6,
		// 6 and 7 of 7 offences: 3.5, 2.5, 2.5, 1.5, 1.5, 2.5, 2.5 and 3.5 from the middle.
		{"5 against 1 and 1: all eight are 1.5 away or more", []Units{{5, 1, 0}, {1, 0, 2}}, 1},
		{"5 and 1 against 1: six are 2.5 away or more", []Units{{5, 1, 0}, {1, 1, 1}}, 6.0 / 8},
		{"all against none: two are 3.5 away", []Units{{5, 1, 0}, {1, 2, 0}}, 2.0 / 8},
		// 3, 2 and 1 give 0, 1, 2, 3, 3, 4, 5 and 6 of 6: from the middle 3, 2, 1, 0, 0, 1, 2, 3.
		{"3 against 2 and 1: even", []Units{{3, 1, 0}, {2, 0, 1}, {1, 0, 1}}, 1},
		{"2 against 3 and 1: six are 1 away or more", []Units{{2, 1, 0}, {3, 0, 1}, {1, 0, 1}}, 6.0 / 8},
		{"1 against 3 and 2: four are 2 away or more", []Units{{1, 1, 0}, {3, 0, 1}, {2, 0, 1}}, 4.0 / 8},
		{"one unit, whatever its size, falls in one period or the other", []Units{{400, 1, 0}}, 1},
		{"one unit of as many offences as there can be", []Units{{MostOffences, 0, 1}}, 1},
		{"five clusters in one period: 2 of 32 ways", []Units{{4000, 0, 5}}, 2.0 / 32},
		{"five clusters of 10,000 in one period: 2 of 32 ways", []Units{{10_000, 0, 5}}, 2.0 / 32},
		// The smaller four add up to one less than the largest.
		{"the largest against the other four: all ways", []Units{{1_000_004, 1, 0}, {250_000, 0, 3}, {250_003, 0, 1}}, 1},
		{"no units", nil, 1},
		{"units of nought, and sizes without units", []Units{{0, 2, 1}, {7, 0, 0}}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := CompareClusters(tt.units); math.Abs(got-tt.want) > 1e-15 {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// The twenty singles can be divided in any way: the cluster keeps the two periods
// at least 50 - 20 = 30 apart, which is the difference seen.
func TestOneClusterIsNoChange(t *testing.T) {
	if p := CompareCounts(20, 50, Confidence).P; p > 0.001 {
		t.Errorf("20 and 50 independent offences: p = %v, which is not below 0.001", p)
	}
	if p := CompareClusters([]Units{{1, 20, 0}, {50, 0, 1}}); math.Abs(p-1) > 1e-12 {
		t.Errorf("20 singles and a cluster of 50: p = %v, want 1", p)
	}
}

// histogram draws a few units of sizes up to most.
func histogram(t *rapid.T, most, number int) []Units {
	whole := func(t *rapid.T, name string, most int) float64 {
		return float64(rapid.IntRange(0, most).Draw(t, name))
	}
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Units {
		return Units{whole(t, "size", most), whole(t, "before", number), whole(t, "after", number)}
	}), 0, 4).Draw(t, "units")
}

// divided is the p that follows from going through all ways to divide the units.
func divided(units []Units) float64 {
	var sizes []float64
	var seen float64
	for _, u := range units {
		for range int(u.Before + u.After) {
			sizes = append(sizes, u.Size)
		}
		seen += u.Size * (u.After - u.Before)
	}
	ways, far := 1<<len(sizes), 0
	for way := range ways {
		var difference float64
		for i, m := range sizes {
			if way>>i&1 == 1 {
				difference += m
			} else {
				difference -= m
			}
		}
		if math.Abs(difference) >= math.Abs(seen) {
			far++
		}
	}
	return float64(far) / float64(ways)
}

func TestCompareClustersCountsAllWaysToDivide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units := histogram(t, 40, 2)
		want := divided(units)
		if got := CompareClusters(units); math.Abs(got-want) > 1e-14 {
			t.Fatalf("got %v, want %v", got, want)
		}
		groups, total, fewer := arguments(units)
		if got := invertedP(groups, total, fewer); math.Abs(got-want) > 1e-13 {
			t.Fatalf("inverted: got %v, want %v", got, want)
		}
	})
}

// The units are the same in the other period, in another order and taken apart.
func TestCompareClustersKnowsNoOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units := histogram(t, 3000, 300)
		p := CompareClusters(units)
		if !(p >= 0 && p <= 1) {
			t.Fatalf("p = %v", p)
		}
		other := []Units{{0, 3, 1}}
		for _, u := range rapid.Permutation(units).Draw(t, "other order") {
			other = append(other, Units{u.Size, u.After, 0}, Units{u.Size, 0, u.Before})
		}
		if again := CompareClusters(other); again != p {
			t.Fatalf("%v and %v", p, again)
		}
	})
}

func TestCompareClustersRefusesWhatIsNoNumberOfUnits(t *testing.T) {
	for _, bad := range []float64{-1, 1.5, math.NaN(), math.Inf(1), math.Inf(-1)} {
		for _, units := range []Units{{bad, 1, 1}, {1, bad, 1}, {1, 1, bad}} {
			if p := CompareClusters([]Units{{1, 1, 0}, units}); !math.IsNaN(p) {
				t.Errorf("%v: p = %v", units, p)
			}
		}
	}
}

func TestCompareClustersRefusesMoreOffencesThanItCanSum(t *testing.T) {
	for _, tt := range []struct {
		units []Units
		nan   bool
	}{
		{[]Units{{1, MostOffences / 2, MostOffences / 2}}, false},
		{[]Units{{1, MostOffences / 2, MostOffences / 2}, {1, 1, 0}}, true},
		{[]Units{{1e200, 1e200, 0}}, true},
		{[]Units{{0, 1e300, 1e300}}, false},
	} {
		if p := CompareClusters(tt.units); math.IsNaN(p) != tt.nan {
			t.Errorf("%v: p = %v", tt.units, p)
		}
	}
}

// millions are ten million single cases and a few clusters of 100,000. The singles
// are equal in both years and all five clusters in the later.
var millions = []Units{{1, 5_000_000, 5_000_000}, {100_000, 0, 5}}

// As far as that, or farther, are the ways with all five clusters in one year (2 of
// 32) and there at least half of the singles: one half of the ways and one half of
// the ways to be even, which are 1/sqrt(5,000,000 pi) (Stirling), less an eighth of
// a ten millionth of it. The four other divisions of the clusters would need 100,000
// more singles in one year than the half, 63 standard deviations of 1,581.
func TestCompareClustersOfMillions(t *testing.T) {
	even := (1 - 0.25/1e7) / math.Sqrt(5e6*math.Pi)
	want := 2.0 / 32 * (0.5 + even/2)
	if p := CompareClusters(millions); math.Abs(p-want) > 1e-13 {
		t.Errorf("p = %v, want %v", p, want)
	}
}

func TestCompareClustersOfMillionsNeedsLittleMemory(t *testing.T) {
	var start, end runtime.MemStats
	runtime.ReadMemStats(&start)
	CompareClusters(millions)
	CompareClusters([]Units{{1, 1000, 1000}})
	runtime.ReadMemStats(&end)
	if taken := end.TotalAlloc - start.TotalAlloc; taken > 1<<20 {
		t.Errorf("%d bytes", taken)
	}
}

func BenchmarkCompareClusters(b *testing.B) {
	mixed := []Units{{1, 5_000_000, 5_000_000}}
	for size := range 500 {
		mixed = append(mixed, Units{float64(2 + 200*size), 3, 2})
	}
	for name, units := range map[string][]Units{
		"millions":                        millions,
		"millions and 500 sizes":          mixed,
		"the most that is tossed":         {{1, 1000, 999}},
		"30 large clusters and no single": {{100_003, 6, 4}, {70_001, 6, 4}, {33_333, 6, 4}},
		"the most of each":                {{1, 250_000_000, 250_000_000}, {499_999_999, 0, 1}},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				CompareClusters(units)
			}
		})
	}
}
