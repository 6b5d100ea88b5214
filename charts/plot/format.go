package plot

import (
	"math"
	"slices"
	"strings"
)

// value writes a value as pages show it: with the signs of a lower bound or of
// rounding by the source, and a percent sign.
func (p *Plot) value(r *Row) string {
	if r == nil || r.Value == nil {
		return ""
	}
	text := p.number(*r.Value, r.Unit)
	if r.Unit == "percent" {
		text = p.share(r)
	}
	return sign(r) + text
}

// precisionSigns stand before a figure that the source rounded or gave as a lower
// bound.
var precisionSigns = map[string]string{"lower_bound": "≥ ", "rounded": "~ "}

func sign(r *Row) string { return precisionSigns[r.Precision] }

// drawn is a value as a drawing shows it, with the letters of its state.
func (p *Plot) drawn(r *Row) string {
	text := p.value(r)
	if p.eventNote(r) != "" {
		text += EventSign
	}
	for _, m := range marks(r) {
		if slices.Contains(lettered, m) {
			text += " " + m
		}
	}
	return text
}

// bare is a value in a cell of a panel whose title names the unit.
func (p *Plot) bare(r *Row) string {
	text := sign(r) + p.words.Number(*r.Value, 0)
	if p.eventNote(r) != "" {
		text += EventSign
	}
	return text
}

// number rounds once, for reading, and names a share as one.
func (p *Plot) number(v float64, unit string) string {
	text := p.words.Number(v, decimalsOf(unit, v))
	if unit == "percent" {
		text += "%"
	}
	return text
}

// decimalsOf is how many decimals a value is shown with: none for a percentage, one for a
// rate, and for any other number one when it is not whole.
func decimalsOf(unit string, value float64) int {
	switch unit {
	case "percent":
		return 0
	case "per_100000":
		return 1
	default:
		return decimals(value)
	}
}

func decimals(v float64) int {
	if v == math.Trunc(v) {
		return 0
	}
	return 1
}

// marks are the letters of docs/METHOD.md for what a figure is besides a number.
func marks(r *Row) []string {
	var all []string
	switch {
	case r.smallBase():
		return []string{"q"}
	case r.confidential():
		return []string{"c"}
	case r.notApplicable():
		return []string{"z"}
	case r == nil || r.Value == nil:
		return []string{"x"}
	}
	if r.Derived() {
		all = append(all, "d")
	}
	if r.Secondary() {
		all = append(all, SecondarySign)
	}
	if r.BreakID != "" || r.ObsStatus == "B" {
		all = append(all, "b")
	}
	if r.Revised {
		all = append(all, "r")
	}
	switch r.ObsStatus {
	case "P", "E", "U":
		all = append(all, strings.ToLower(r.ObsStatus))
	case "D":
		all = append(all, "def")
	}
	return all
}
