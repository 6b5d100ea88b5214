package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// arguments are what the two ways to p take.
func arguments(units []Units) (groups []group, total, fewer int64) {
	var before, after float64
	for _, u := range units {
		before, after = before+u.Size*u.Before, after+u.Size*u.After
	}
	return pool(units), int64(before + after), int64(math.Min(before, after))
}

// A point takes under a microsecond a size (BenchmarkCompareClusters), so half a
// second is 250,000 points of two sizes. Without the end that the singles put to
// them there are 10 x sqrt(10,000,000 + 5 x 100,000²) / 2 = 1.1 million.
func TestInversionOfMillionsTakesFewPoints(t *testing.T) {
	groups, total, _ := arguments(millions)
	if l := lastPoint(groups, circle(groups, total)); l > 25_000 {
		t.Errorf("%d points", l)
	}
}

func TestInversionAgreesWithTossing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		groups, total, _ := arguments(append(histogram(t, 60, 12), histogram(t, 3, 200)...))
		fewer := rapid.Int64Range(0, total/2).Draw(t, "fewer")
		tossed, inverted := tossedP(groups, fewer), invertedP(groups, total, fewer)
		if math.Abs(tossed-inverted) > 1e-13 {
			t.Fatalf("%d of %d: tossed %v, inverted %v", fewer, total, tossed, inverted)
		}
	})
}

// Integers of any length in Python 3.11 (the coefficients of the product of
// 1 + x^m over all units, summed and divided once) say what p is.
func TestBothAgreeWithIntegers(t *testing.T) {
	for _, tt := range []struct {
		name   string
		groups []group
		total  int64
		p      map[int64]float64 // by the fewer offences
	}{
		{
			"20,000 offences, a tenth in clusters of 2 to 50",
			[]group{{1, 18_310}, {2, 500}, {5, 50}, {12, 20}, {50, 4}}, 20_000,
			map[int64]float64{
				9000: 2.71136281033030834847e-32, 9200: 1.53660301417882013080e-20, 9400: 9.80363292438241005911e-12,
				9600: 9.87988128680806977825e-6, 9700: 1.06834358029931275841e-3, 9800: 3.10058803795706918794e-2,
				9900: 2.85247506818383120394e-1, 9950: 5.95624981254447493206e-1, 9999: 9.95725296894615886843e-1, 10_000: 1,
			},
		},
		{
			"most offences in eight clusters",
			[]group{{1, 1000}, {7, 300}, {1201, 3}, {3000, 5}}, 21_703,
			map[int64]float64{
				1500: 1.67862685805495467299e-3, 3000: 3.12492424453919164755e-2, 5000: 9.38080206774585679667e-2,
				8000: 4.14352603387312260215e-1, 9500: 6.87500000000034335761e-1, 9900: 7.35701626157327088710e-1,
				10_300: 9.21877522696584229456e-1, 10_850: 9.99999991575216288508e-1,
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			outcomes := tossed(tt.groups, tt.total/2)
			for fewer, want := range tt.p {
				var p float64
				for _, o := range outcomes {
					if o.offences <= fewer {
						p += 2 * o.chance
					}
				}
				if p = math.Min(1, p); math.Abs(p/want-1) > 1e-12 {
					t.Errorf("%d tossed: %v, want %v", fewer, p, want)
				}
				if p := invertedP(tt.groups, tt.total, fewer); math.Abs(p-want) > 1e-13 {
					t.Errorf("%d inverted: %v, want %v", fewer, p, want)
				}
			}
		})
	}
}

// heads is the chance of at most k heads in n tosses of a fair coin. The chance of
// each number follows from that of the one before; fifteen standard deviations from
// the middle there is none left. The binomial distribution of package distuv lacks
// the digits: it is more than 1e-3 off at ten million.
func heads(n int64) func(k int64) float64 {
	far := int64(15 * math.Sqrt(float64(n)) / 2)
	low, high := max(0, n/2-far), min(n, n/2+far)
	half := []float64{1} // of n/2 and more, when n/2 has 1
	for k := n / 2; k < high; k++ {
		half = append(half, half[len(half)-1]*float64(n-k)/float64(k+1))
	}
	most := func(k int64) float64 { // of k, when n/2 has 1
		if k < n/2 {
			k = n - k
		}
		return half[min(k-n/2, int64(len(half)-1))]
	}
	sums := []float64{0}
	for k := low; k <= high; k++ {
		sums = append(sums, sums[len(sums)-1]+most(k))
	}
	return func(k int64) float64 {
		return sums[max(0, min(k-low+1, int64(len(sums)-1)))] / sums[len(sums)-1]
	}
}

// A single case is a toss, so their number in one period is binomial; the clusters
// are gone through one by one. That is p by another road, whatever the total.
func TestInversionAgreesWithTheBinomialOfSingles(t *testing.T) {
	clusters := []int64{100_000, 100_000, 60_001, 2500, 2500, 333, 40}
	var squares, inClusters int64
	for _, m := range clusters {
		inClusters += m
		squares += m * m
	}
	for _, singles := range []int64{30_001, 1_000_000, 10_000_000} {
		groups := []group{{1, singles}, {40, 1}, {333, 1}, {2500, 2}, {60_001, 1}, {100_000, 2}}
		total, chance := singles+inClusters, heads(singles)
		deviation := math.Sqrt(float64(singles+squares)) / 2
		for _, away := range []float64{0.01, 0.3, 1, 1.7, 1.96, 2, 2.3, 4} {
			fewer := int64(float64(total)/2 - away*deviation)
			var want float64
			for way := range 1 << len(clusters) {
				left := fewer
				for i, m := range clusters {
					left -= m * int64(way>>i&1)
				}
				want += 2 * chance(left) / float64(int(1)<<len(clusters))
			}
			if got := invertedP(groups, total, fewer); math.Abs(got-want) > 1e-12 {
				t.Errorf("%d of %d: %v, want %v", fewer, total, got, want)
			}
		}
	}
}

// n units of one size are to the test as n offences.
func TestInversionOfOneSizeIsBinomial(t *testing.T) {
	for _, g := range []group{{1, 20_002}, {2, 15_000}, {10_000, 5}, {977, 4001}, {1, 10_000_000}, {1, 100_000_001}} {
		chance, deviation := heads(g.number), math.Sqrt(float64(g.number))/2
		for _, away := range []float64{0, 0.1, 0.5, 1, 1.96, 3, 5, 8, 20} {
			fewer := int64(math.Max(0, float64(g.number)/2-away*deviation))
			want := math.Min(1, 2*chance(fewer))
			got := invertedP([]group{g}, g.size*g.number, g.size*fewer)
			if math.Abs(got-want) > 1e-12 {
				t.Errorf("%d of %d units of %d: got %v, exactly %v", fewer, g.number, g.size, got, want)
			}
		}
	}
}
