package contract

import "strings"

// Nearest gives the known text that is written most like text, when that is
// near enough to be meant: one slip, or one in every three characters. It is
// empty when none is. Of two as near, the first one is given.
func Nearest(text string, known []string) string {
	length := len([]rune(text))
	best, least := "", min(length, max(1, length/3)+1)
	for _, candidate := range known {
		if d := distance(strings.ToLower(text), strings.ToLower(candidate)); d < least {
			best, least = candidate, d
		}
	}
	return best
}

// distance counts the slips between two texts: a character too many, too few,
// another, or two swapped (optimal string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, above := []int(nil), make([]int, len(y)+1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row := make([]int, len(y)+1)
		row[0] = i
		for j := 1; j <= len(y); j++ {
			swap := 0
			if x[i-1] != y[j-1] {
				swap = 1
			}
			row[j] = min(row[j-1]+1, above[j]+1, above[j-1]+swap)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above = above, row
	}
	return above[len(y)]
}
