package extract

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
)

// A DateForm is a way of writing dates that a delivery may say a column has.
type DateForm struct {
	Format  string         // as Table Schema names it: "%d-%m-%Y"
	Example string         // 31 December 2024
	Pattern *regexp.Regexp // of its texts
	layout  string         // for package time
	seldom  bool           // it is only recognised where no other is
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

func form(kind, example, pattern, layout string) DateForm {
	return DateForm{Format: kind, Example: example, Pattern: regexp.MustCompile(`^` + pattern + `$`), layout: layout}
}

func (f DateForm) seldomSeen() DateForm {
	f.seldom = true
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

func dateFormOf(kind string) *DateForm {
	at := slices.IndexFunc(dateForms, func(f DateForm) bool { return f.Format == kind })
	if at < 0 {
		return nil
	}
	return &dateForms[at]
}

// FormOf finds a form by its format, such as Table Schema writes it.
func FormOf(kind string) (DateForm, bool) {
	f := dateFormOf(kind)
	if f == nil {
		return DateForm{}, false
	}
	return *f, true
}

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

// FormSeen is what the texts of one column of dates are together.
type FormSeen struct {
	Column  string
	Texts   int         // that there are
	Forms   []DateForm  // in which each text, but for one in a hundred, can be read
	First   []FirstText // of those texts
	Another int         // texts in none of the forms
}

// In tells whether the texts can be read in a format.
func (s FormSeen) In(kind string) bool {
	return slices.ContainsFunc(s.Forms, func(f DateForm) bool { return f.Format == kind })
}

// A FirstText is a text with its place.
type FirstText struct {
	Line  int
	Cell  string
	Value string
}

// mostFirst is how many texts of a column are shown.
const mostFirst = 3

// slips is what share of the texts of a column may be in another form than the
// others: slips, which are refused row by row once the form is known.
const slips = 0.01

// plainDate is how the contract has dates.
var plainDate = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// looks is how many records tell whether a column may be in another form.
const looks = 1000

// OtherForms says in which forms dates are of the columns that do not begin with dates
// as the contract has them.
func (f *File) OtherForms(ctx context.Context) ([]FormSeen, error) {
	var columns []string
	records := 0
	_, err := f.read(ctx, func(int) {}, func(_ int, r *Record, flaw format.Fault) error {
		if records++; records > looks {
			return errEnough
		}
		for i, field := range f.source.Resource.Schema.Fields {
			if flaw.Rule == "" && field.Type == contract.Date && len(r.Fields[i]) > 0 && !plainDate.Match(r.Fields[i]) && !slices.Contains(columns, field.Name) {
				columns = append(columns, field.Name)
			}
		}
		return nil
	}, func(contract.Violation) {})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	if len(columns) == 0 {
		return nil, nil
	}
	return f.Forms(ctx, columns)
}

// Forms reads the source again and says in which forms the dates of some of its
// columns are written.
func (f *File) Forms(ctx context.Context, columns []string) ([]FormSeen, error) {
	seen := make([]FormSeen, len(columns))
	counts, texts := make([]map[string]int, len(columns)), make([]map[string]int, len(columns))
	at := make([]int, len(columns))
	for i, name := range columns {
		seen[i].Column, counts[i], texts[i], at[i] = name, map[string]int{}, map[string]int{}, f.source.Resource.Schema.Index(name)
	}
	_, err := f.read(ctx, func(int) {}, func(_ int, r *Record, flaw format.Fault) error {
		for i := range seen {
			if flaw.Rule == "" && len(r.Fields[at[i]]) > 0 {
				seen[i].count(counts[i], texts[i], r, at[i])
			}
		}
		return nil
	}, func(contract.Violation) {})
	if err != nil {
		return nil, err
	}
	for i := range seen {
		countForms(counts[i], texts[i])
		seen[i].recognise(counts[i])
	}
	return seen, nil
}

// recognise takes the forms in which most texts can be read: one text can decide what
// all others leave open.
func (s *FormSeen) recognise(counts map[string]int) {
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	if s.Another = s.Texts - most; most == 0 || float64(s.Another) > slips*float64(s.Texts) {
		return
	}
	for _, seldom := range []bool{false, true} {
		for _, form := range dateForms {
			if counts[form.Format] == most && form.seldom == seldom {
				s.Forms = append(s.Forms, form)
			}
		}
		if len(s.Forms) > 0 {
			return
		}
	}
}

func (s *FormSeen) count(counts, texts map[string]int, r *Record, column int) {
	text := string(r.Fields[column])
	s.Texts++
	if len(s.First) < mostFirst {
		s.First = append(s.First, FirstText{Line: r.Line, Cell: r.Cell(column), Value: text})
	}
	texts[text]++
	if len(texts) > mostTexts { // a delivery has few days
		countForms(counts, texts)
		clear(texts)
	}
}

// mostTexts is how many different texts are counted before their forms are looked at.
const mostTexts = 20_000

// countForms adds how many of some texts can be read in each form.
func countForms(counts, texts map[string]int) {
	for text, n := range texts {
		for _, form := range dateForms {
			if _, ok := form.Read(text); ok {
				counts[form.Format] += n
			}
		}
	}
}

// DateFormat is the format that the delivery gives to a field; empty for that of the
// contract.
func (s Source) DateFormat(field string) string {
	if s.Listed == nil {
		return ""
	}
	return s.Listed.Dates[field]
}
