package stats

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// exactTotal is the most offences for which the test of clusters is exact; beyond
// it the exact sum would take seconds.
const exactTotal = 20_000

// CompareClusters is the exact test of change for offences that come in clusters:
// before and after hold the size, in offences, of every independent unit (a
// cluster of cases, or a case by itself) of two periods of equal length. When
// nothing changed each unit could as well have fallen in the other period. So,
// given the sizes m, the offences in one period are the sum of every m times the
// toss of a fair coin (a randomisation test by flipping signs: Fisher 1935, The
// Design of Experiments, section 21). The two-sided p adds all outcomes as far
// from half of the total as the one seen, or farther. It is that distance and not
// how likely an outcome is that counts, because large clusters leave gaps and
// peaks among the sums. With units of one offence the two rules are the same, and
// p is that of [CompareCounts].
//
// Beyond 20,000 offences in all p is an approximation by the normal distribution.
// It is good unless a few units hold much of the total; then it can be too small
// or too large. Five clusters of 10,000 in one period have p = 0.025 by it and
// 0.0625 exactly.
//
// The order of units is nothing to the test, and units of nought change nothing.
// No offence in either period tells nothing: p is 1. A size that is not a whole
// number of at least 0 makes p NaN. An exact p below 1e-300 can be given as 0.
func CompareClusters(before, after []float64) float64 {
	units := slices.Concat(before, after)
	if slices.ContainsFunc(units, func(m float64) bool { return !IsSize(m) }) {
		return math.NaN()
	}
	fewer := math.Min(sum(before), sum(after))
	if sum(units) > exactTotal {
		return approximateP(units, fewer)
	}
	return math.Min(1, 2*sum(tossed(units, int(fewer))))
}

// IsSize says whether m can be the size of a unit: a whole number of at least 0.
func IsSize(m float64) bool { return m >= 0 && m == math.Trunc(m) && !math.IsInf(m, 1) }

// tossed is the chance of each total from 0 to most when every unit counts or not
// by the toss of a fair coin. A unit halves the chance of every total and gives
// the other half to the total that is larger by its size; so nothing grows, and
// what falls below the smallest float is lost from the far tail only.
func tossed(units []float64, most int) []float64 {
	chance := make([]float64, most+1)
	chance[0] = 1
	reach := 0 // the largest total until now; small units first keeps it short
	for _, m := range slices.Sorted(slices.Values(units)) {
		size := int(m)
		reach = min(reach+size, most)
		for total := reach; total >= size; total-- {
			chance[total] = (chance[total] + chance[total-size]) / 2
		}
		for total := range min(size, reach+1) {
			chance[total] /= 2
		}
	}
	return chance
}

// approximateP is the two-sided p by the normal distribution: the offences of one
// period have mean half of the total and variance the sum of m²/4. Totals lie one
// offence apart, so half of one comes off the distance (Yates 1934, Supplement to
// the Journal of the Royal Statistical Society 1: 217-235).
func approximateP(units []float64, fewer float64) float64 {
	var squares float64
	for _, m := range units {
		squares += m * m
	}
	distance := math.Max(0, sum(units)/2-fewer-0.5)
	return 2 * distuv.UnitNormal.Survival(distance/(math.Sqrt(squares)/2))
}

func sum(values []float64) float64 {
	var total float64
	for _, v := range values {
		total += v
	}
	return total
}
