package ingest

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/records"
	"jaarcijfers/pipeline/source/extract"
)

// nearlyNone is the share of the dates of a column that may be as the contract has
// them while the column as a whole is in another form.
const nearlyNone = 0.01

// checkDateForms says once of a column of which nearly no date is read in which form
// its dates are.
func (x *ingestion) checkDateForms(ctx context.Context) error {
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
