package synth

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// The dimensions of a plan.
const (
	article  = "article"
	ground   = "ground"
	place    = "place"
	office   = "office"
	event    = "event"
	ageGroup = "age_group"
	sex      = "sex"
	disposal = "disposal"
	verdict  = "verdict"
)

var dimensions = []string{article, ground, place, office, event, ageGroup, sex, disposal, verdict}

// figures are the names of Plan.Share and the range of each.
var figures = []struct {
	name        string
	least, most float64
}{
	{"share_online", 0, 1},
	{"share_no_ground", 0, 1},
	{"share_second_ground", 0, 1},
	{"share_second_suspect", 0, 1},
	{"share_disposed", 0, 1},
	{"share_verdict", 0, 1},
	{"share_clustered", 0, 1},
	{"offences_per_case", 1, 1000},
	{"days_to_inflow", 1, 100_000},
	{"days_to_disposal", 1, 100_000},
	{"days_to_verdict", 1, 100_000},
}

// check finds what is wrong with a plan in itself: all of it, together.
func (p Plan) check() error {
	return errors.Join(p.checkYears(), p.checkWeights(), p.checkShares())
}

func (p Plan) checkYears() error {
	if len(p.Years) == 0 || p.Until.IsZero() {
		return errors.New("the plan needs years and a last day")
	}
	var errs []error
	first, offences := p.Years[0].Year, 0
	if first < 1000 || p.Until.Year() > 9999 {
		errs = append(errs, fmt.Errorf("years from %d to %d: a year has four digits", first, p.Until.Year()))
	}
	if last := p.Years[len(p.Years)-1].Year; last-first >= 100 {
		errs = append(errs, fmt.Errorf("years from %d to %d: two of them end in the same two digits", first, last))
	}
	for i, y := range p.Years {
		if i > 0 && y.Year <= p.Years[i-1].Year {
			errs = append(errs, fmt.Errorf("year %d stands after %d", y.Year, p.Years[i-1].Year))
		}
		for kind, n := range y.Totals {
			if n < 0 || !plain(kind) {
				errs = append(errs, fmt.Errorf("year %d: %d offences of kind %q", y.Year, n, kind))
			}
			if n > 0 && y.Year > p.Until.Year() {
				errs = append(errs, fmt.Errorf("year %d lies after the last day of the plan", y.Year))
			}
			offences += max(n, 0)
		}
	}
	if offences == 0 {
		errs = append(errs, errors.New("the plan has no offences"))
	}
	return errors.Join(errs...)
}

func (p Plan) checkWeights() error {
	var errs []error
	for dimension, weights := range p.Weights {
		if !slices.Contains(dimensions, dimension) {
			errs = append(errs, fmt.Errorf("weights of %q: no such dimension", dimension))
		}
		for _, w := range weights {
			none := dimension == event && w.Code == ""
			if !none && !plain(w.Code) || w.Weight < 0 || math.IsNaN(w.Weight) || math.IsInf(w.Weight, 0) {
				errs = append(errs, fmt.Errorf("weights of %s: code %q with weight %v", dimension, w.Code, w.Weight))
			}
		}
	}
	return errors.Join(errs...)
}

func (p Plan) checkShares() error {
	var errs []error
	known := map[string]bool{}
	for _, f := range figures {
		known[f.name] = true
		v, ok := p.Share[f.name]
		if !ok {
			errs = append(errs, fmt.Errorf("%s is missing", f.name))
		} else if !(v >= f.least && v <= f.most) { // so that NaN is refused too
			errs = append(errs, fmt.Errorf("%s is %v, not from %v to %v", f.name, v, f.least, f.most))
		}
	}
	for name := range p.Share {
		if !known[name] {
			errs = append(errs, fmt.Errorf("share %q: no such figure", name))
		}
	}
	summons := func(w Weight) bool { return w.Code == p.Summons && w.Weight > 0 }
	if p.Share["share_disposed"] > 0 && p.Share["share_verdict"] > 0 && !slices.ContainsFunc(p.Weights[disposal], summons) {
		errs = append(errs, fmt.Errorf("no disposal %q, so that no verdict can follow", p.Summons))
	}
	return errors.Join(errs...)
}

// plain tells whether text can stand in a file as it is.
func plain(text string) bool {
	for _, r := range text {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if digit := r >= '0' && r <= '9'; !letter && !digit && r != '_' && r != '-' && r != '.' {
			return false
		}
	}
	return text != ""
}
