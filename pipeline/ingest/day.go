package ingest

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/records"
)

// boundDates says between which days every date must lie: from the first on which
// codes hold to that of the extract, or to today as long as that is not known.
func (x *ingestion) boundDates(ctx context.Context) error {
	some, all, err := x.records.Synthetic(ctx)
	if err != nil {
		return fmt.Errorf("look whether extract is synthetic: %w", err)
	}
	generated := some && all // its last years may be years to come
	if err := x.givenDay(); err != nil {
		return err
	}
	bounds := records.DateBounds{Last: x.date}
	switch future := !x.Today.IsZero() && x.date.After(x.Today); {
	case future && (!generated || x.Date != ""):
		return x.stop([]contract.Violation{{
			Severity: contract.Error, File: ".", Rule: ruleExtractFuture, Value: x.date.Format(time.DateOnly), Expected: x.Today.Format(time.DateOnly),
		}})
	case x.date.IsZero() && !generated:
		bounds.Last, bounds.Today = x.Today, true
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
func (x *ingestion) givenDay() error {
	given, told := x.Date, x.delivery.Created
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
func (x *ingestion) checkGivenDay(ctx context.Context) error {
	after, all, last, err := x.records.AfterLast(ctx)
	if err != nil {
		return err
	}
	if after == 0 || float64(after) < manyAfter*float64(all) {
		return nil
	}
	return x.collect([]contract.Violation{{
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
func (x *ingestion) dateByRows(ctx context.Context) error {
	days, err := x.records.Days(ctx)
	if err != nil {
		return err
	}
	if len(days) == 0 {
		if x.failing {
			return nil
		}
		return x.collect([]contract.Violation{{Severity: contract.Error, File: ".", Rule: ruleExtractEmpty}})
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
func (x *ingestion) nameStrays(ctx context.Context, from, last time.Time) error {
	var violations []contract.Violation
	for _, table := range x.tables() {
		found, err := x.records.RowsFrom(ctx, table, from, string(ruleExtractStray), mostStrays)
		if err != nil {
			return err
		}
		for group := range byFile(found) {
			placed, err := x.locateIn(ctx, group)
			if err != nil {
				return err
			}
			for _, r := range placed {
				r.Expected = last.Format(time.DateOnly)
				violations = append(violations, r.Violation)
			}
		}
	}
	return x.collect(violations[:min(len(violations), mostStrays)])
}

// warnPartYear says that a year is taken for one that is not over, when nobody gave
// the day of the extract: nothing may have happened on the last days of a whole year.
func (x *ingestion) warnPartYear() error {
	if x.date.AddDate(0, 0, 1).Year() != x.date.Year() {
		return nil
	}
	return x.stop([]contract.Violation{{
		Severity: contract.Warning, File: ".", Rule: rulePartYear, Value: x.date.Format(time.DateOnly), Expected: x.date.Format("2006"),
	}})
}
