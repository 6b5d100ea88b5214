package plot

import (
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
