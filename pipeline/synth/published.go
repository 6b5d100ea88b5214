package synth

import "time"

// The codes that a plan of published figures has.
const (
	summons     = "dagvaarding" // the disposal that leads to a court
	onlinePlace = "internet"    // the place at which all is online
)

// untilMonths is how long after its last year a synthetic extract was made, so
// that many of its cases have ended.
const untilMonths = 6

// NewPlan makes a plan of rows that queries give: totals (year, kind, count) in order of
// year, weights (dimension, code, kind, from, to, value; of the dimension parameter the
// figures of Share) and pairs of article and ground. beyond adds a year like the last, for
// what the law changed since.
func NewPlan(totals, weights, grounds [][]any, beyond bool) Plan {
	p := Plan{Weights: map[string][]Weight{}, Share: map[string]float64{}, Summons: summons, OnlinePlace: onlinePlace, Grounds: map[string][]string{}}
	for _, row := range totals {
		year := int(row[0].(int32))
		if n := len(p.Years); n == 0 || p.Years[n-1].Year != year {
			p.Years = append(p.Years, Year{Year: year, Totals: map[string]int{}})
		}
		p.Years[len(p.Years)-1].Totals[row[1].(string)] = int(row[2].(int64))
	}
	if n := len(p.Years); n > 0 && beyond {
		p.Years = append(p.Years, Year{Year: p.Years[n-1].Year + 1, Totals: p.Years[n-1].Totals})
	}
	if n := len(p.Years); n > 0 {
		p.Until = time.Date(p.Years[n-1].Year+1, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, untilMonths, -1)
	}
	for _, row := range weights {
		p.addWeight(row)
	}
	for _, row := range grounds {
		article, ground := row[0].(string), row[1].(string)
		p.Grounds[article] = append(p.Grounds[article], ground)
	}
	return p
}

func (p *Plan) addWeight(row []any) {
	dimension, code := row[0].(string), row[1].(string)
	value, _ := row[5].(float64)
	if dimension == "parameter" {
		p.Share[code] = value
		return
	}
	w := Weight{Code: code, Weight: value}
	w.Kind, _ = row[2].(string)
	w.From, _ = row[3].(time.Time)
	w.To, _ = row[4].(time.Time)
	if dimension == event && code == "none" {
		w.Code = ""
	}
	p.Weights[dimension] = append(p.Weights[dimension], w)
}
