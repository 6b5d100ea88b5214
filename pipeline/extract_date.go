package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/records"
	"jaarcijfers/pipeline/source/extract"
	"jaarcijfers/pipeline/source/typing"
)

// boundDates says between which days every date must lie: from the first on which
// codes hold to that of the extract, or to today as long as that is not known.
func (x *extraction) boundDates(ctx context.Context) error {
	o := x.run.options.Extract
	some, all, err := x.records.Synthetic(ctx)
	if err != nil {
		return fmt.Errorf("look whether extract is synthetic: %w", err)
	}
	generated := some && all // its last years may be years to come
	if err := x.givenDay(); err != nil {
		return err
	}
	bounds := records.DateBounds{Last: x.date}
	switch future := !o.Today.IsZero() && x.date.After(o.Today); {
	case future && (!generated || o.Date != ""):
		return x.stop([]contract.Violation{{
			Severity: contract.Error, File: ".", Rule: ruleExtractFuture, Value: x.date.Format(time.DateOnly), Expected: o.Today.Format(time.DateOnly),
		}})
	case x.date.IsZero() && !generated:
		bounds.Last, bounds.Today = o.Today, true
	}
	if bounds.First, err = x.records.FirstCodeDay(ctx); err != nil {
		return err
	}
	x.bounds = bounds
	x.records.Bound(bounds)
	return nil
}

// givenDay is the day of the extract as it was given: by who runs the build, or else
// by who delivered it.
func (x *extraction) givenDay() error {
	given, told := x.run.options.Extract.Date, x.delivery.Created
	day, err := time.Parse(time.DateOnly, cmp.Or(given, told))
	switch {
	case given == "" && told == "":
		return nil
	case err != nil:
		return x.stop([]contract.Violation{{
			Severity: contract.Error, File: ".", Rule: ruleExtractForm, Value: given, Expected: "2024-12-31", Suggestion: dateMeant(given),
		}})
	}
	x.date = day
	if given != "" && told != "" && given != told {
		return x.stop([]contract.Violation{{Severity: contract.Warning, File: x.delivery.Descriptor, Column: "created", Rule: ruleExtractOther, Value: told, Expected: given}})
	}
	return nil
}

// manyAfter is the share of all dates that, being after the day given, says that the
// day is wrong and not the dates.
const manyAfter = 0.1

// checkGivenDay refuses a day that was given when much of the extract is after it.
func (x *extraction) checkGivenDay(ctx context.Context) error {
	after, all, last, err := x.records.AfterLast(ctx)
	if err != nil {
		return err
	}
	if after == 0 || float64(after) < manyAfter*float64(all) {
		return nil
	}
	return x.note([]contract.Violation{{
		Severity: contract.Error, File: ".", Rule: ruleExtractDate,
		Value: x.date.Format(time.DateOnly), Expected: last.Format(time.DateOnly),
	}})
}

// A year without a single date, and behind it less than one in ten of all dates, says
// that those dates are slips, and none of them the day of the extract.
const (
	emptyDays = 366
	fewBehind = 0.1
)

// mostStrays is how many rows with such dates are named.
const mostStrays = 3

// dateByRows takes the last day in an extract for its day, where none was given. It
// asks for one when that day lies far from all others.
func (x *extraction) dateByRows(ctx context.Context) error {
	days, err := x.records.Days(ctx)
	if err != nil {
		return err
	}
	if len(days) == 0 {
		if x.failing {
			return nil
		}
		return x.note([]contract.Violation{{Severity: contract.Error, File: ".", Rule: ruleExtractEmpty}})
	}
	x.date = days[len(days)-1].Day
	if at := firstStray(days); at > 0 {
		return x.nameStrays(ctx, days[at].Day, days[at-1].Day)
	}
	return x.warnPartYear()
}

// firstStray is the place of the first day that lies far behind all before it; 0 when
// none does.
func firstStray(days []records.DayCount) int {
	all, behind, stray := 0, 0, 0
	for _, d := range days {
		all += d.Dates
	}
	for i := len(days) - 1; i > 0; i-- {
		if behind += days[i].Dates; float64(behind) >= fewBehind*float64(all) {
			break
		}
		if days[i].Day.Sub(days[i-1].Day) > emptyDays*24*time.Hour {
			stray = i
		}
	}
	return stray
}

// nameStrays says which rows have the dates that may not be taken for the day of the
// extract; last is the one before them.
func (x *extraction) nameStrays(ctx context.Context, from, last time.Time) error {
	var violations []contract.Violation
	for _, table := range x.tables() {
		found, err := x.records.RowsFrom(ctx, table, from, string(ruleExtractStray), mostStrays)
		if err != nil {
			return err
		}
		for group := range byFile(found) {
			placed, err := x.placeIn(ctx, group)
			if err != nil {
				return err
			}
			for _, r := range placed {
				r.Expected = last.Format(time.DateOnly)
				violations = append(violations, r.Violation)
			}
		}
	}
	return x.note(violations[:min(len(violations), mostStrays)])
}

// byFile gives the faults of one table file by file, in the order of records.
func byFile(found []records.Reject) func(func([]records.Reject) bool) {
	slices.SortStableFunc(found, func(a, b records.Reject) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Record, b.Record))
	})
	return func(yield func([]records.Reject) bool) {
		for at := 0; at < len(found); {
			end := at
			for end < len(found) && found[end].File == found[at].File {
				end++
			}
			if !yield(found[at:end]) {
				return
			}
			at = end
		}
	}
}

// nearlyNone is the share of the dates of a column that may be as the contract has
// them while the column as a whole is in another form.
const nearlyNone = 0.01

// readDateForms says once of a column of which nearly no date is read in which form
// its dates are.
func (x *extraction) readDateForms(ctx context.Context) error {
	var violations []contract.Violation
	for _, table := range x.tables() {
		columns, err := x.records.UnreadDates(ctx, table)
		if err != nil {
			return err
		}
		for file, names := range unreadColumns(columns) {
			source, _ := x.sourceOf(table, file)
			seen, err := extract.Open(source, x.corrections).Forms(ctx, names)
			if err != nil {
				return fmt.Errorf("look at dates of %s: %w", source.Name, err)
			}
			for _, s := range seen {
				if v, ok := formViolation(source, s); ok {
					violations = append(violations, v)
				}
			}
		}
	}
	return x.stop(violations)
}

// unreadColumns are, by file, the columns of which nearly no date is read.
func unreadColumns(all []records.UnreadDates) map[int][]string {
	columns := map[int][]string{}
	for _, c := range all {
		if c.Unread > 0 && float64(c.Read) <= nearlyNone*float64(c.Read+c.Unread) {
			columns[c.File] = append(columns[c.File], c.Column)
		}
	}
	return columns
}

// formViolation words the form of a column; false when none is recognised, so that
// its texts are refused one by one.
func formViolation(s extract.Source, seen extract.FormSeen) (contract.Violation, bool) {
	if len(seen.Forms) == 0 || seen.In(s.DateFormat(seen.Column)) {
		return contract.Violation{}, false
	}
	var first, formats []string
	for _, t := range seen.First {
		first = append(first, cmp.Or(t.Cell, strconv.Itoa(t.Line))+": "+t.Value)
	}
	for _, f := range seen.Forms {
		formats = append(formats, f.Format)
	}
	v := contract.Violation{
		Severity: contract.Error, File: s.Name, Line: seen.First[0].Line, Cell: seen.First[0].Cell, Column: seen.Column,
		Rule: ruleDateForm, Value: strings.Join(first, "; "), Expected: formats[0],
		Suggestion: fmt.Sprintf(`{"name": %q, "format": %q}`, seen.Column, formats[0]),
	}
	if len(formats) > 1 {
		v.Rule, v.Expected = ruleDateUnclear, strings.Join(formats, ", ")
		v.Suggestion = fmt.Sprintf(`{"name": %q, "format": %q}`, seen.Column, "…")
	}
	return v, true
}

// fillerText is of texts that systems write when there is no date, and that are no
// dates, or none that the contract has.
var fillerText = regexp.MustCompile(`^[0/. -]+$|9999`)

// fillerWords say of a text that is no date that it is such a text.
func (x *extraction) fillerWords(text string) map[string]string {
	said := map[string]string{}
	for lang, words := range x.run.words {
		if sentence, err := words.Text("violation.date_filler", messages.Args{"value": text, "expected": "", "suggestion": ""}); err == nil {
			said[lang] = sentence
		}
	}
	return said
}

// likelyDate is a date that was probably meant, if it can be: it lies within the
// bounds, and the text can be no other day. Where day and month stand apart by a
// hyphen the day comes first here; by a slash that is not known.
func (x *extraction) likelyDate(text, meant string) string {
	at, err := time.Parse(time.DateOnly, meant)
	switch {
	case err != nil, at.Before(x.bounds.First), !x.bounds.Last.IsZero() && at.After(x.bounds.Last):
		return ""
	case strings.Contains(text, "/") && len(typing.ReadDate(strings.TrimSpace(text))) > 1:
		return ""
	}
	return meant
}
