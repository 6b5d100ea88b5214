package messages

import (
	"math"
	"strconv"
)

// roundHalfAway rounds to decimals, halves away from zero, on the shortest
// decimal text of v, so that 2.675 becomes 2.68 as a reader of the table would
// round it, and not 2.67 as its binary value would.
func roundHalfAway(v float64, decimals int) float64 {
	scale := math.Pow(10, float64(decimals))
	shifted, err := strconv.ParseFloat(strconv.FormatFloat(v, 'f', -1, 64)+"e"+strconv.Itoa(decimals), 64)
	if err != nil {
		return v
	}
	return math.Round(shifted) / scale
}
