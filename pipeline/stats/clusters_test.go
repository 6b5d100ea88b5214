package stats

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// units are n units of one size.
func units(n int, size float64) []float64 { return slices.Repeat([]float64{size}, n) }

func TestCompareClustersOfOneOffenceAgreesWithR(t *testing.T) {
	for _, row := range golden(t, "two_counts_R.csv") {
		agrees(t, "p", row, CompareClusters(units(int(row["b"]), 1), units(int(row["a"]), 1)), row["p"])
	}
}

func TestCompareClustersByHand(t *testing.T) {
	for _, tt := range []struct {
		name          string
		before, after []float64
		want          float64
	}{
		// The eight ways to put 5, 1 and 1 in the later period give it 0, 1, 1, 2, 5, 6,
		// 6 and 7 of 7 offences: 3.5, 2.5, 2.5, 1.5, 1.5, 2.5, 2.5 and 3.5 from the middle.
		{"5 against 1 and 1: all eight are 1.5 away or more", []float64{5}, []float64{1, 1}, 1},
		{"5 and 1 against 1: six are 2.5 away or more", []float64{5, 1}, []float64{1}, 6.0 / 8},
		{"all against none: two are 3.5 away", []float64{5, 1, 1}, nil, 2.0 / 8},
		// 3, 2 and 1 give 0, 1, 2, 3, 3, 4, 5 and 6 of 6: from the middle 3, 2, 1, 0, 0, 1, 2, 3.
		{"3 against 2 and 1: even", []float64{3}, []float64{2, 1}, 1},
		{"2 against 3 and 1: six are 1 away or more", []float64{2}, []float64{3, 1}, 6.0 / 8},
		{"1 against 3 and 2: four are 2 away or more", []float64{1}, []float64{3, 2}, 4.0 / 8},
		{"one unit, whatever its size, falls in one period or the other", []float64{400}, nil, 1},
		{"five clusters in one period: 2 of 32 ways", nil, units(5, 4000), 2.0 / 32},
		{"no units", nil, nil, 1},
		{"units of nought", []float64{0, 0}, []float64{0}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := CompareClusters(tt.before, tt.after); math.Abs(got-tt.want) > 1e-15 {
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
	if p := CompareClusters(units(20, 1), units(1, 50)); math.Abs(p-1) > 1e-12 {
		t.Errorf("20 singles and a cluster of 50: p = %v, want 1", p)
	}
}

// divided is the p that follows from going through all ways to divide the units.
func divided(before, after []float64) float64 {
	all := slices.Concat(before, after)
	ways, far := 1<<len(all), 0
	for way := range ways {
		var difference float64
		for i, m := range all {
			if way>>i&1 == 1 {
				difference += m
			} else {
				difference -= m
			}
		}
		if math.Abs(difference) >= math.Abs(sum(after)-sum(before)) {
			far++
		}
	}
	return float64(far) / float64(ways)
}

func TestCompareClustersCountsAllWaysToDivide(t *testing.T) {
	sizes := rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 40), func(m int) float64 { return float64(m) }), 0, 6)
	rapid.Check(t, func(t *rapid.T) {
		before, after := sizes.Draw(t, "before"), sizes.Draw(t, "after")
		got, want := CompareClusters(before, after), divided(before, after)
		if math.Abs(got-want) > 1e-12 {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func TestCompareClustersKnowsNoOrder(t *testing.T) {
	sizes := rapid.SliceOf(rapid.Map(rapid.IntRange(0, 2000), func(m int) float64 { return float64(m) }))
	rapid.Check(t, func(t *rapid.T) {
		before, after := sizes.Draw(t, "before"), sizes.Draw(t, "after")
		p := CompareClusters(before, after)
		if !(p >= 0 && p <= 1) {
			t.Fatalf("p = %v", p)
		}
		if swapped := CompareClusters(after, before); math.Abs(swapped-p) > 1e-12 {
			t.Fatalf("swapped: %v and %v", p, swapped)
		}
		other := append(rapid.Permutation(before).Draw(t, "other order"), 0)
		if again := CompareClusters(other, after); math.Abs(again-p) > 1e-12 {
			t.Fatalf("in another order, with a unit of nought: %v and %v", p, again)
		}
	})
}

// CompareCounts is exact whatever the total; n units of one size are to the test
// as n offences.
func TestApproximationIsNearTheExactTest(t *testing.T) {
	for _, tt := range []struct {
		name      string
		size      float64
		n         int
		tolerance float64
	}{
		{"the largest exact total", 1, 20_000, 1e-11},
		{"the smallest total that is not", 1, 20_002, 2e-5},
		// The totals lie two apart and the correction is for one.
		{"units of two", 2, 15_000, 5e-3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, apart := range []int{0, 50, 100, 200, 280, 400, 600, 2000} {
				fewer, more := (tt.n-apart)/2, (tt.n+apart)/2
				got := CompareClusters(units(fewer, tt.size), units(more, tt.size))
				want := CompareCounts(float64(fewer), float64(more), Confidence).P
				if math.Abs(got-want) > tt.tolerance {
					t.Errorf("%d and %d: got %v, exactly %v", fewer, more, got, want)
				}
			}
		})
	}
}

// 20,000 offences of which a tenth are in clusters of 2 to 50, none of which
// holds more than a four hundredth.
func TestApproximationIsNearTheExactSumOfClusters(t *testing.T) {
	all := slices.Concat(units(18_000, 1), units(500, 2), units(50, 5), units(20, 12), units(4, 50), units(310, 1))
	if sum(all) != 20_000 {
		t.Fatalf("%v offences", sum(all))
	}
	chance := tossed(all, 10_000)
	for fewer := 9_600; fewer <= 10_000; fewer += 25 {
		exact := math.Min(1, 2*sum(chance[:fewer+1]))
		if got := approximateP(all, float64(fewer)); math.Abs(got-exact) > 3e-3 {
			t.Errorf("%d of 20,000: got %v, exactly %v", fewer, got, exact)
		}
	}
}

// All of five is 2 of 32 ways, 0.0625. By the normal distribution the distance is
// 25,000 - 0.5 and the standard deviation 10,000 x sqrt(5)/2 = 11,180: 2.236 of
// them, beyond which a table of the normal distribution has 0.0254 on both sides.
func TestApproximationIsOffForFewClusters(t *testing.T) {
	if p := CompareClusters(nil, units(5, 10_000)); math.Abs(p-0.0254) > 1e-4 {
		t.Errorf("got %v", p)
	}
}

func TestCompareClustersRefusesWhatIsNoSize(t *testing.T) {
	for _, size := range []float64{-1, 1.5, math.NaN(), math.Inf(1), math.Inf(-1)} {
		if p := CompareClusters([]float64{1, size}, []float64{3}); !math.IsNaN(p) {
			t.Errorf("a unit of %v before: p = %v", size, p)
		}
		if p := CompareClusters(nil, []float64{size}); !math.IsNaN(p) {
			t.Errorf("a unit of %v after: p = %v", size, p)
		}
	}
}

// The slowest case that is exact.
func BenchmarkCompareClusters(b *testing.B) {
	before, after := units(exactTotal/2, 1), units(exactTotal/2, 1)
	for b.Loop() {
		CompareClusters(before, after)
	}
}
