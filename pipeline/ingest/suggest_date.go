package ingest

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/source/typing"
)

// dateLayouts are the ways in which dates are written where there is but one way to
// read them. Two digits of a year are of 1969 to 2068, as Go reads them.
var dateLayouts = []string{
	"2-1-2006", "2/1/2006", "2.1.2006", "2 1 2006", "20060102", "2006/1/2", "2006-1-2", "2006.1.2",
	"2006-01-02T15:04:05", "2006-01-02T15:04:05Z07:00", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02 15:04:05.999999",
	"2-1-2006 15:04:05", "2-1-2006 15:04", "2/1/2006 15:04:05", "2/1/2006 15:04",
	"2 Jan 2006", "2-Jan-2006", "2-Jan-06", "2 Jan 06", "2/Jan/2006", "2-1-06", "Jan 2 2006", "Jan 2, 2006",
}

// monthNames are the names of months in Dutch and English, whole and short, longest
// first where one begins another.
var monthNames = strings.NewReplacer(
	"januari", "Jan", "january", "Jan", "jan.", "Jan", "jan", "Jan", "februari", "Feb", "february", "Feb", "feb.", "Feb", "feb", "Feb",
	"maart", "Mar", "march", "Mar", "mrt.", "Mar", "mrt", "Mar", "mar", "Mar", "april", "Apr", "apr.", "Apr", "apr", "Apr",
	"mei", "May", "may", "May", "juni", "Jun", "june", "Jun", "jun.", "Jun", "jun", "Jun", "juli", "Jul", "july", "Jul", "jul.", "Jul", "jul", "Jul",
	"augustus", "Aug", "august", "Aug", "aug.", "Aug", "aug", "Aug", "september", "Sep", "sept.", "Sep", "sept", "Sep", "sep.", "Sep", "sep", "Sep",
	"oktober", "Oct", "october", "Oct", "okt.", "Oct", "okt", "Oct", "oct", "Oct", "november", "Nov", "nov.", "Nov", "nov", "Nov",
	"december", "Dec", "dec.", "Dec", "dec", "Dec",
)

// dateMeant reads a date in another form, where there is but one way to.
func dateMeant(text string) string {
	text = strings.TrimSpace(text)
	if day := serialMeant(text); day != "" {
		return day
	}
	written := monthNames.Replace(strings.ToLower(text))
	for _, layout := range dateLayouts {
		for _, one := range []string{text, written} {
			if day, err := time.Parse(layout, one); err == nil {
				return day.Format(time.DateOnly)
			}
		}
	}
	return ""
}

// serialMeant reads the number by which a spreadsheet keeps a day: 45301 is
// 2024-01-10. Numbers of which the day is far from any case are left.
func serialMeant(text string) string {
	whole, part, _ := strings.Cut(text, ".")
	days, err := strconv.Atoi(whole)
	if err != nil || len(whole) != 5 || days < 20_000 || days > 73_050 || strings.Trim(part, "0123456789") != "" { // 1954 to 2099
		return ""
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days).Format(time.DateOnly)
}

// fillerText is of texts that systems write when there is no date, and that are no
// dates, or none that the contract has.
var fillerText = regexp.MustCompile(`^[0/. -]+$|9999`)

// fillerWords say of a text that is no date that it is such a text.
func (x *ingestion) fillerWords(text string) map[string]string {
	said := map[string]string{}
	for lang, words := range x.Words {
		if sentence, err := words.Text("violation.date_filler", messages.Args{"value": text, "expected": "", "suggestion": ""}); err == nil {
			said[lang] = sentence
		}
	}
	return said
}

// likelyDate is a date that was probably meant, if it can be: it lies within the
// bounds, and the text can be no other day. Where day and month stand apart by a
// hyphen the day comes first here; by a slash that is not known.
func (x *ingestion) likelyDate(text, meant string) string {
	at, err := time.Parse(time.DateOnly, meant)
	switch {
	case err != nil, at.Before(x.bounds.First), !x.bounds.Last.IsZero() && at.After(x.bounds.Last):
		return ""
	case strings.Contains(text, "/") && len(typing.ReadDate(strings.TrimSpace(text))) > 1:
		return ""
	}
	return meant
}
