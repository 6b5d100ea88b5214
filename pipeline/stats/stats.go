// Package stats holds the exact intervals and tests of small counts that the
// report uses, so that a change of three is not read as a trend. The methods are
// those of docs/METHOD.md; every function names its source. They agree with R to
// nine digits (testdata, computed by R 4.2.2).
package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Confidence is the level of every interval of the report.
const Confidence = 0.95

// An Interval holds the values that a confidence level leaves standing.
type Interval struct{ Low, High float64 }

// Count is the exact interval for the mean of a Poisson count n of at least 0
// (Garwood 1936, Biometrika 28: 437-442).
func Count(n, confidence float64) Interval {
	alpha := 1 - confidence
	low := 0.0
	if n > 0 {
		low = distuv.Gamma{Alpha: n, Beta: 1}.Quantile(alpha / 2)
	}
	return Interval{low, distuv.Gamma{Alpha: n + 1, Beta: 1}.Quantile(1 - alpha/2)}
}

// smallBase is where a share's interval changes its method (docs/METHOD.md).
const smallBase = 20

// Share is the interval for the share k of n, from 0 to 1: Wilson from a base of
// 20, Clopper-Pearson below. n must be at least 1, and k at most n.
func Share(k, n, confidence float64) Interval {
	if n < smallBase {
		return ClopperPearson(k, n, confidence)
	}
	return Wilson(k, n, confidence)
}

// Wilson is the score interval without correction (Wilson 1927, Journal of the
// American Statistical Association 22: 209-212).
func Wilson(k, n, confidence float64) Interval {
	z := distuv.UnitNormal.Quantile(1 - (1-confidence)/2)
	p, z2 := k/n, z*z
	middle := (p + z2/(2*n)) / (1 + z2/n)
	half := z / (1 + z2/n) * math.Sqrt(p*(1-p)/n+z2/(4*n*n))
	i := Interval{middle - half, middle + half}
	if k == 0 {
		i.Low = 0
	}
	if k == n {
		i.High = 1
	}
	return i
}

// ClopperPearson is the exact interval (Clopper and Pearson 1934, Biometrika 26:
// 404-413).
func ClopperPearson(k, n, confidence float64) Interval {
	alpha := 1 - confidence
	i := Interval{0, 1}
	if k > 0 {
		i.Low = distuv.Beta{Alpha: k, Beta: n - k + 1}.Quantile(alpha / 2)
	}
	if k < n {
		i.High = distuv.Beta{Alpha: k + 1, Beta: n - k}.Quantile(1 - alpha/2)
	}
	return i
}

// A Change compares two Poisson counts of periods of equal length.
type Change struct {
	Ratio Interval // of after to before; High is infinite when before is 0
	P     float64  // two-sided
}

// CompareCounts is the exact conditional test of two counts: given their sum,
// after is binomial with probability one half when nothing changed (Przyborowski
// and Wilenski 1940, Biometrika 31: 313-323). The two-sided p adds all outcomes
// that are no more likely than the one seen. Two counts of nought tell nothing:
// p is 1.
func CompareCounts(before, after, confidence float64) Change {
	total := before + after
	if total == 0 {
		return Change{Ratio: Interval{0, math.Inf(1)}, P: 1}
	}
	share := ClopperPearson(after, total, confidence)
	odds := func(p float64) float64 {
		if p == 1 {
			return math.Inf(1)
		}
		return p / (1 - p)
	}
	return Change{Ratio: Interval{odds(share.Low), odds(share.High)}, P: conditionalP(after, total)}
}

// conditionalP uses that one half makes the distribution symmetric: the outcomes
// that are no more likely are those as far from the middle, or farther.
func conditionalP(k, n float64) float64 {
	return math.Min(1, 2*distuv.Binomial{N: n, P: 0.5}.CDF(math.Min(k, n-k)))
}
