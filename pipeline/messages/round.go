package messages

import (
	"math"
	"strconv"
	"strings"
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

// Bare writes v with a fixed number of decimals as a spreadsheet of the language reads it:
// rounded as [Catalogue.Number] does, with nothing between thousands.
func (c *Catalogue) Bare(v float64, decimals int) (string, error) {
	sign, err := c.Text("number.decimal", nil)
	if err != nil {
		return "", err
	}
	return strings.Replace(strconv.FormatFloat(roundHalfAway(v, decimals), 'f', decimals, 64), ".", sign, 1), nil
}
