package plot

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/messages"
)

// lastPeriod is the last period of rows; empty when there is none.
func lastPeriod(rows []Row) string {
	last := ""
	for _, r := range rows {
		last = max(last, r.TimePeriod)
	}
	return last
}

// dateWords writes 2020-06-15, 2020-06 or 2020 in words; any other period stays
// as it is.
func dateWords(words *messages.Catalogue, date string) string {
	year, rest, _ := strings.Cut(date, "-")
	number, day, exact := strings.Cut(rest, "-")
	month, err := words.Text("site.month.m"+number, nil)
	if err != nil {
		return date
	}
	key, args := "month", messages.Args{"month": month, "year": year}
	if exact {
		key, args["day"] = "day", strings.TrimPrefix(day, "0")
	}
	text, err := words.Text("site.date."+key, args)
	if err != nil {
		return date
	}
	return text
}

var (
	halfYear = regexp.MustCompile(`^(\d{4})-S([12])$`)
	span     = regexp.MustCompile(`^(\d{4})-01-01/P(\d+)Y$`)
)

// Period writes a half-year or a number of years in words; of any other period it
// says nothing.
func Period(words *messages.Catalogue, period string) (string, error) {
	if m := halfYear.FindStringSubmatch(period); m != nil {
		return words.Text("site.period.half"+m[2], messages.Args{"year": m[1]})
	}
	m := span.FindStringSubmatch(period)
	if m == nil {
		return "", nil
	}
	first, err1 := strconv.Atoi(m[1])
	years, err2 := strconv.Atoi(m[2])
	if err := errors.Join(err1, err2); err != nil {
		return "", fmt.Errorf("period %q: %w", period, err)
	}
	return words.Text("site.period.span", messages.Args{"first": m[1], "last": strconv.Itoa(first + years - 1)})
}
