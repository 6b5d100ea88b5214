package stats

import (
	"maps"
	"math"
	"slices"
)

// Units counts the independent units of one size, in offences, of two periods of
// equal length. A unit is a cluster of cases, or a case by itself.
type Units struct{ Size, Before, After float64 }

// MostOffences is how many offences both periods together can have in
// [CompareClusters]. It keeps the sums exact.
const MostOffences = 1_000_000_000

// CompareClusters is the exact test of change for offences that come in clusters.
// When nothing changed each unit could as well have fallen in the other period.
// So, given the sizes m, the offences in one period are the sum of every m times
// the toss of a fair coin (a randomisation test by flipping signs: Fisher 1935,
// The Design of Experiments, section 21). The two-sided p adds all outcomes as far
// from half of the total as the one seen, or farther. It is that distance and not
// how likely an outcome is that counts, because large clusters leave gaps and
// peaks among the sums. With units of one offence the two rules are the same, and
// p is that of [CompareCounts].
//
// Up to about 2,000 offences, or a few units, are tossed one by one, which gives
// even the smallest p to twelve digits (below 1e-300 it can be 0). For more p comes
// from the characteristic function, to twelve decimals: there a p below 1e-12 is as
// good as 0.
//
// The order of units is nothing to the test, a size can be there more than once,
// and units of nought change nothing. No offence in either period tells nothing: p
// is 1. A size or number that is not [IsWhole], or more than [MostOffences], makes
// p NaN.
func CompareClusters(units []Units) float64 {
	var before, after float64
	for _, u := range units {
		if !IsWhole(u.Size) || !IsWhole(u.Before) || !IsWhole(u.After) {
			return math.NaN()
		}
		before += u.Size * u.Before
		after += u.Size * u.After
	}
	if before+after > MostOffences {
		return math.NaN()
	}
	total, fewer := int64(before+after), int64(math.Min(before, after))
	groups := pool(units)
	if tosses(groups, total) <= mostTosses {
		return tossedP(groups, fewer)
	}
	return invertedP(groups, total, fewer)
}

// IsWhole says whether x is a whole number of at least 0.
func IsWhole(x float64) bool { return x >= 0 && x == math.Trunc(x) && !math.IsInf(x, 1) }

// A group is the units of one size, of both periods.
type group struct{ size, number int64 }

// pool puts the units of both periods together, the smallest first.
func pool(units []Units) []group {
	numbers := map[int64]int64{}
	for _, u := range units {
		if u.Size > 0 && u.Before+u.After > 0 {
			numbers[int64(u.Size)] += int64(u.Before + u.After)
		}
	}
	groups := make([]group, 0, len(numbers))
	for _, size := range slices.Sorted(maps.Keys(numbers)) {
		groups = append(groups, group{size, numbers[size]})
	}
	return groups
}
