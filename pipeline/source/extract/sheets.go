package extract

import (
	"context"
	"errors"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
	"jaarcijfers/pipeline/source/workbook"
)

// workbook finds the sheets of a workbook that are tables.
func (f *finder) workbook(s Source) error {
	book, closeBook, err := s.openWorkbook(f.pkg.Resources[0].Limits)
	var refused *format.Refusal
	if errors.As(err, &refused) {
		v := refused.Violation
		v.File = s.Name
		f.refuse(v)
		return nil
	}
	if err != nil {
		return err
	}
	defer closeBook()
	for _, sheet := range book.Sheets() {
		one := s
		one.Sheet = sheet.Name
		if one.Resource = f.resource(sheet.Name); one.Resource != nil {
			f.sources = append(f.sources, one)
			if sheet.Hidden {
				f.refuse(contract.Violation{Severity: contract.Warning, File: s.Name, Cell: sheet.Name, Rule: RuleSheetHidden})
			}
			continue
		}
		if slices.Contains(explaining, strings.ToLower(sheet.Name)) {
			continue
		}
		if err := f.otherSheet(book, s, sheet.Name); err != nil {
			return err
		}
	}
	return nil
}

// otherSheet names a sheet that is not read. It is refused when it seems to be a
// table: its name is nearly that of one, or it has the columns of one.
func (f *finder) otherSheet(book *workbook.Book, s Source, name string) error {
	v := contract.Violation{
		Severity: contract.Warning, File: s.Name, Cell: name, Rule: RuleUnknown, Value: name,
		Expected: strings.Join(f.tables(), ", "), Suggestion: f.nearestTable(name),
	}
	if v.Suggestion == "" {
		table, err := f.tableInside(book, name)
		if err != nil {
			return err
		}
		v.Suggestion = table
	}
	if v.Suggestion != "" {
		v.Severity = contract.Error
	}
	f.refuse(v)
	return nil
}

// errEnough ends the reading of a sheet of which enough was seen.
var errEnough = errors.New("enough was seen")

// tableInside is the table whose columns stand at the top of a sheet, all that are
// required; empty when there is none, also when the sheet cannot be read.
func (f *finder) tableInside(book *workbook.Book, sheet string) (string, error) {
	table, rows := "", 0
	err := book.Rows(context.Background(), sheet, func(row workbook.Row) error {
		var names []string
		for _, c := range row.Cells {
			names = append(names, strings.ToLower(strings.TrimSpace(c.Text)))
		}
		for _, r := range f.pkg.Resources {
			if !slices.ContainsFunc(r.Schema.Fields, func(field contract.Field) bool { return field.Required && !slices.Contains(names, field.Name) }) {
				table = r.Name
				return errEnough
			}
		}
		if rows++; rows > format.HeaderWithin {
			return errEnough
		}
		return nil
	})
	var refused *workbook.Refused // said when a sheet of a table is read
	if err == nil || errors.Is(err, errEnough) || errors.As(err, &refused) {
		return table, nil
	}
	return "", err
}

// explaining are the sheets of the template that hold no rows.
var explaining = []string{"uitleg", "explanation", "codes"}

// openWorkbook opens the workbook that a source is; what is wrong with it is a
// *[format.Refusal]. The function closes it.
func (s Source) openWorkbook(l contract.Limits) (*workbook.Book, func(), error) {
	file, err := s.open()
	if err != nil {
		return nil, nil, err
	}
	done := func() { _ = file.Close() } // it was only read
	book, err := format.OpenWorkbook(file, s.Bytes, s.Format, l)
	if err != nil {
		done()
		return nil, nil, err
	}
	return book, done, nil
}
