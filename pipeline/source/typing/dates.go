package typing

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A DateForm is a way of writing dates that a delivery may say a column has.
type DateForm struct {
	Format  string         // as Table Schema names it: "%d-%m-%Y"
	Example string         // 31 December 2024
	Pattern *regexp.Regexp // of its texts
	layout  string         // for package time
	Seldom  bool           // it is only recognised where no other is
}

// SerialFormat is our word for the day numbers of spreadsheets; the standard has none.
const SerialFormat = "serial"

// dateForms are all ways that are recognised. In those with a time the day counts.
var dateForms = []DateForm{
	form("%d-%m-%Y", "31-12-2024", `\d{1,2}-\d{1,2}-\d{4}`, "2-1-2006"),
	form("%m-%d-%Y", "12-31-2024", `\d{1,2}-\d{1,2}-\d{4}`, "1-2-2006"),
	form("%d/%m/%Y", "31/12/2024", `\d{1,2}/\d{1,2}/\d{4}`, "2/1/2006"),
	form("%m/%d/%Y", "12/31/2024", `\d{1,2}/\d{1,2}/\d{4}`, "1/2/2006"),
	form("%d.%m.%Y", "31.12.2024", `\d{1,2}[.]\d{1,2}[.]\d{4}`, "2.1.2006"),
	form("%m.%d.%Y", "12.31.2024", `\d{1,2}[.]\d{1,2}[.]\d{4}`, "1.2.2006"),
	form("%d %m %Y", "31 12 2024", `\d{1,2} \d{1,2} \d{4}`, "2 1 2006"),
	form("%Y%m%d", "20241231", `\d{8}`, "20060102"),
	form("%d%m%Y", "31122024", `\d{8}`, "02012006"),
	form("%Y/%m/%d", "2024/12/31", `\d{4}/\d{1,2}/\d{1,2}`, "2006/1/2"),
	form("%Y.%m.%d", "2024.12.31", `\d{4}[.]\d{1,2}[.]\d{1,2}`, "2006.1.2"),
	form("%Y-%m-%d", "2024-12-31", `\d{4}-\d{1,2}-\d{1,2}`, "2006-1-2"),
	form("%d-%m-%y", "31-12-24", `\d{1,2}-\d{1,2}-\d{2}`, "2-1-06"),
	form("%m-%d-%y", "12-31-24", `\d{1,2}-\d{1,2}-\d{2}`, "1-2-06"),
	form("%y-%m-%d", "24-12-31", `\d{1,2}-\d{1,2}-\d{2}`, "06-1-2").seldomSeen(), // nearly every 31-12-24 could be one
	form("%d/%m/%y", "31/12/24", `\d{1,2}/\d{1,2}/\d{2}`, "2/1/06"),
	form("%m/%d/%y", "12/31/24", `\d{1,2}/\d{1,2}/\d{2}`, "1/2/06"),
	form("%Y-%m-%dT%H:%M:%S", "2024-12-31T00:00:00", `\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}`, "2006-01-02T15:04:05"),
	form("%Y-%m-%dT%H:%M:%SZ", "2024-12-31T00:00:00Z", `\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z`, "2006-01-02T15:04:05Z"),
	form("%Y-%m-%d %H:%M:%S", "2024-12-31 00:00:00", `\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}`, "2006-01-02 15:04:05"),
	form("%Y-%m-%d %H:%M:%S.%f", "2024-12-31 00:00:00.000", `\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}[.]\d{1,6}`, "2006-01-02 15:04:05.999999"),
	form("%d-%m-%Y %H:%M:%S", "31-12-2024 00:00:00", `\d{1,2}-\d{1,2}-\d{4} \d{1,2}:\d{2}:\d{2}`, "2-1-2006 15:04:05"),
	form("%d-%m-%Y %H:%M", "31-12-2024 00:00", `\d{1,2}-\d{1,2}-\d{4} \d{1,2}:\d{2}`, "2-1-2006 15:04"),
	form("%m/%d/%Y %H:%M", "12/31/2024 00:00", `\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}`, "1/2/2006 15:04"),
	form("%d/%m/%Y %H:%M", "31/12/2024 00:00", `\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}`, "2/1/2006 15:04"),
	form(SerialFormat, "45657", `[1-9]\d{4}`, ""),
}

func form(format, example, pattern, layout string) DateForm {
	return DateForm{Format: format, Example: example, Pattern: regexp.MustCompile(`^` + pattern + `$`), layout: layout}
}

func (f DateForm) seldomSeen() DateForm {
	f.Seldom = true
	return f
}

// DateFormats lists the formats for people.
func DateFormats() string {
	var all []string
	for _, f := range dateForms {
		all = append(all, f.Format)
	}
	return strings.Join(all, ", ")
}

// FormOf finds a form by its format, such as Table Schema writes it.
func FormOf(format string) (DateForm, bool) {
	for _, f := range dateForms {
		if f.Format == format {
			return f, true
		}
	}
	return DateForm{}, false
}

// DateForms lists all forms; those that are the likeliest first.
func DateForms() []DateForm { return slices.Clone(dateForms) }

// Read gives the day that a text is in this form.
func (f DateForm) Read(text string) (time.Time, bool) {
	if !f.Pattern.MatchString(text) {
		return time.Time{}, false
	}
	if f.Format == SerialFormat {
		days, err := strconv.Atoi(text)
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days), err == nil
	}
	day, err := time.Parse(f.layout, text)
	return day, err == nil
}

// ReadDate reads a date in any form that is recognised; it gives every day that the
// text can be, each once.
func ReadDate(text string) []time.Time {
	var days []time.Time
	for _, f := range dateForms {
		day, ok := f.Read(text)
		day = day.Truncate(24 * time.Hour)
		if ok && !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	return days
}
