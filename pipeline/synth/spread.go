package synth

import (
	"cmp"
	"math/bits"
	"slices"
)

// A count is how many offences of each kind a year gets, in the order of the
// kinds of the model.
type count struct {
	year   int
	byKind []int
}

func (c count) total() int { return sum(c.byKind) }

// spreadRows says how many offences each year gets: the totals of the plan, or
// rows in proportion to them.
func spreadRows(years []Year, kinds []string, rows int) []count {
	var totals []int
	for _, y := range years {
		for _, kind := range kinds {
			totals = append(totals, y.Totals[kind])
		}
	}
	if rows > 0 {
		totals = apportion(rows, totals)
	}
	counts := make([]count, len(years))
	for i, y := range years {
		counts[i] = count{y.Year, totals[i*len(kinds) : (i+1)*len(kinds)]}
	}
	return counts
}

// apportion divides n in proportion to weights by largest remainder: each gets
// its share rounded down, and what is left goes, one each, to the largest
// remainders, the earlier first when they are equal.
func apportion(n int, weights []int) []int {
	shares := make([]int, len(weights))
	rest := make([]uint64, len(weights))
	order := make([]int, len(weights))
	total := uint64(sum(weights))
	left := n
	for i, weight := range weights {
		high, low := bits.Mul64(uint64(n), uint64(weight))
		share, remainder := bits.Div64(high, low, total)
		shares[i], rest[i], order[i] = int(share), remainder, i
		left -= shares[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rest[b], rest[a]) })
	for _, i := range order[:left] {
		shares[i]++
	}
	return shares
}

func sum(list []int) int {
	total := 0
	for _, n := range list {
		total += n
	}
	return total
}
