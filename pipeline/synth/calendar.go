package synth

import (
	"slices"
	"time"
)

// A day counts from the first day of a calendar.
type day = int

// A calendar is the days on which something can happen: from 1 January of the
// first year to the last day of the plan.
type calendar struct {
	first time.Time
	text  [][10]byte // every day as 2024-12-31
}

func newCalendar(firstYear int, until time.Time) calendar {
	c := calendar{first: time.Date(firstYear, time.January, 1, 0, 0, 0, 0, time.UTC)}
	for at, last := c.first, midnight(until); !at.After(last); at = at.AddDate(0, 0, 1) {
		c.text = append(c.text, [10]byte([]byte(at.Format(time.DateOnly))))
	}
	return c
}

func (c calendar) days() int { return len(c.text) }

// of gives the day of a date, which may lie outside the calendar.
func (c calendar) of(date time.Time) day {
	return int(midnight(date).Sub(c.first) / (24 * time.Hour))
}

// span gives the days of a year that lie in the calendar.
func (c calendar) span(year int) (first day, days int) {
	first = c.of(time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC))
	end := c.of(time.Date(year+1, time.January, 1, 0, 0, 0, 0, time.UTC))
	return first, max(0, min(end, c.days())-first)
}

// midnight keeps the date and drops time of day and zone.
func midnight(t time.Time) time.Time {
	year, month, d := t.Date()
	return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
}

// choices gives, for every day, the codes that are valid on it; nil where none
// is. Days with the same codes share one table.
func (c calendar) choices(weights []Weight, text func(Weight) string) []*choice {
	from, to := c.periods(weights)
	all := make([]*choice, c.days())
	var valid, last []int
	for d := range all {
		valid = valid[:0]
		for i, w := range weights {
			if w.Weight > 0 && from[i] <= d && d <= to[i] {
				valid = append(valid, i)
			}
		}
		if d > 0 && slices.Equal(valid, last) {
			all[d] = all[d-1]
			continue
		}
		all[d], last = choiceOf(weights, valid, text), slices.Clone(valid)
	}
	return all
}

// periods gives the first and last day of each weight.
func (c calendar) periods(weights []Weight) (from, to []day) {
	for _, w := range weights {
		first, last := 0, c.days()-1
		if !w.From.IsZero() {
			first = c.of(w.From)
		}
		if !w.To.IsZero() {
			last = c.of(w.To)
		}
		from, to = append(from, first), append(to, last)
	}
	return from, to
}

// choiceOf makes the table of some of the weights, with each code once.
func choiceOf(weights []Weight, valid []int, text func(Weight) string) *choice {
	var codes, texts []string
	var sums []float64
	for _, i := range valid {
		w := weights[i]
		if at := slices.Index(codes, w.Code); at >= 0 {
			sums[at] += w.Weight
			continue
		}
		codes, texts, sums = append(codes, w.Code), append(texts, text(w)), append(sums, w.Weight)
	}
	if codes == nil {
		return nil
	}
	return newChoice(codes, sums, texts)
}
