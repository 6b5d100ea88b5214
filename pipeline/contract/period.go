package contract

import (
	"regexp"
	"strconv"
	"time"
)

// The forms of a text that says when: a day as exactly as it is known (2024,
// 2024-06, 2024-06-30), or a reporting period of SDMX (2024, 2024-S1, 2024-06-30,
// 2018-01-01/P5Y).
const (
	Day    = "day"
	Period = "period"
)

var forms = []string{Day, Period}

var periodForm = regexp.MustCompile(`^(\d{4})(-S[12]|-\d{2}-\d{2}(/P(\d{1,3})Y)?)?$`)

// A Span is the first and the last day of what a text says.
type Span struct{ First, Last time.Time }

// ParseDay reads a day of the calendar that is known as exactly as it is written.
func ParseDay(text string) (Span, bool) {
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {time.DateOnly, 0, 0, 1}} {
		if len(text) != len(form.layout) {
			continue
		}
		first, err := time.Parse(form.layout, text)
		if err != nil || first.Year() == 0 {
			return Span{}, false
		}
		return Span{first, first.AddDate(form.years, form.months, form.days).AddDate(0, 0, -1)}, true
	}
	return Span{}, false
}

// ParsePeriod reads a reporting period.
func ParsePeriod(text string) (Span, bool) {
	found := periodForm.FindStringSubmatch(text)
	if found == nil {
		return Span{}, false
	}
	year, rest := found[1], found[2]
	switch {
	case rest == "-S1", rest == "-S2":
		span, ok := ParseDay(year)
		if rest == "-S1" {
			span.Last = span.First.AddDate(0, 6, -1)
		} else {
			span.First = span.First.AddDate(0, 6, 0)
		}
		return span, ok
	case found[4] != "":
		span, ok := ParseDay(text[:len(time.DateOnly)])
		years, err := strconv.Atoi(found[4])
		span.Last = span.First.AddDate(years, 0, -1)
		return span, ok && err == nil && years > 0
	}
	return ParseDay(text)
}
