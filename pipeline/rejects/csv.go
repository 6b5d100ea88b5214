package rejects

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"jaarcijfers/pipeline/export"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/workfolder"
)

// listMode keeps the rows in a list of rejects from other users of the machine.
const listMode = 0o600

// A column is one column of the list that goes back to who delivered.
type column struct {
	key  string // of its name: rejects.column.<key>
	of   func(line) string
	wide int // in a workbook, in characters
}

// WriteFile writes the list to a .csv or .xlsx for whoever delivered the files, and
// gives how many faults are in it. A file that is there is only replaced when asked;
// else the error is a *file.ExistsError.
func (l List) WriteFile(ctx context.Context, to string, replace bool) (int, error) {
	if err := file.MayHandOut(to, replace); err != nil {
		return 0, err
	}
	counts, err := readCounts(l.Work)
	if err != nil {
		return 0, err
	}
	write := l.writeCSV
	if strings.EqualFold(to[max(0, len(to)-len(".xlsx")):], ".xlsx") {
		write = l.writeWorkbook
	}
	private, err := workfolder.NewScratch(ctx, l.Work)
	if err != nil {
		return 0, fmt.Errorf("write list of rejects: %w", err)
	}
	faults := 0
	err = file.HandOutBy(private.Begin, to, replace, listMode, func(w io.Writer) error {
		var err error
		faults, err = write(ctx, w, private.Path(), counts)
		return err
	})
	return faults, errors.Join(err, private.Close())
}

// columns are those of the list; of generated rows every one says that it is.
func (l List) columns(counts *Counts) []column {
	columns := []column{
		{"file", func(r line) string { return r.file }, 28},
		{"place", func(r line) string { return r.place }, 18},
		{"column", func(r line) string { return r.column }, 18},
		{"value", func(r line) string { return r.value }, 24},
		{"explanation", func(r line) string { return r.explanation }, 70},
		{"suggestion", func(r line) string { return r.suggestion }, 24},
		{"fault", func(r line) string { return RuleInWords(l.Words, r.rule, counts.Rules) }, 34},
		{"year", func(r line) string { return l.period(r.period) }, 10},
		{"record", func(r line) string { return r.record }, 70},
	}
	if counts.Synthetic {
		columns = append([]column{{"synthetic", func(line) string { return "true" }, 10}}, columns...)
	}
	return columns
}

// names are the names of the columns in the language of the list.
func (l List) names(columns []column) ([]string, error) {
	names := make([]string, len(columns))
	var errs []error
	for i, c := range columns {
		var err error
		names[i], err = l.Words.Text("rejects.column."+c.key, nil)
		errs = append(errs, err)
	}
	return names, errors.Join(errs...)
}

func (l List) writeCSV(ctx context.Context, w io.Writer, _ string, counts *Counts) (int, error) {
	columns := l.columns(counts)
	names, err := l.names(columns)
	if err != nil {
		return 0, fmt.Errorf("word list of rejects: %w", err)
	}
	out := export.NewSpreadsheetCSV(w, ';')
	if err := out.Row(export.Cells(names)...); err != nil {
		return 0, err
	}
	faults, err := l.rows(ctx, columns, out.Row)
	return faults, errors.Join(err, out.Close())
}

// rows gives the rows of the list to who writes them, and how many faults there are.
func (l List) rows(ctx context.Context, columns []column, write func(...any) error) (int, error) {
	faults := 0
	row := make([]any, len(columns))
	err := l.each(ctx, func(r line) error {
		if !l.wants(r) {
			return nil
		}
		if r.rule != string(RuleCut) {
			faults++
		}
		for i, c := range columns {
			row[i] = c.of(r)
		}
		return write(row...)
	})
	return faults, err
}
