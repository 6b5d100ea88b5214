package extract

import (
	"context"
	"errors"
	"regexp"
	"slices"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
	"jaarcijfers/pipeline/source/typing"
)

// FormSeen is what the texts of one column of dates are together.
type FormSeen struct {
	Column  string
	Texts   int               // that there are
	Forms   []typing.DateForm // in which each text, but for one in a hundred, can be read
	First   []FirstText       // of those texts
	Another int               // texts in none of the forms
}

// In tells whether the texts can be read in a format.
func (s FormSeen) In(kind string) bool {
	return slices.ContainsFunc(s.Forms, func(f typing.DateForm) bool { return f.Format == kind })
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
		for _, form := range typing.DateForms() {
			if counts[form.Format] == most && form.Seldom == seldom {
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
	forms := typing.DateForms()
	for text, n := range texts {
		for _, form := range forms {
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
