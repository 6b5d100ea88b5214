package workbook

import (
	"math"
	"strconv"
)

// parseNumber reads a number as both formats write it: digits, a point, an
// exponent. What Go reads besides (0x1p-2, inf) is none.
func parseNumber(text []byte) (v float64, ok bool) {
	if len(text) == 0 {
		return 0, false
	}
	for _, c := range text {
		if (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return 0, false
		}
	}
	v, err := strconv.ParseFloat(string(text), 64)
	return v, err == nil
}

// numberText writes a number with all the digits that make it what it is and no
// exponent: the case number that was stored as 1.0E5 is 100000.
func numberText(v float64) string {
	if v == 0 {
		return "0" // not -0
	}
	if whole := math.Trunc(v); whole == v && math.Abs(v) < 1<<53 {
		return strconv.FormatInt(int64(v), 10)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
