package extract

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/workbook"
)

// Rules about sheets and their cells.
const (
	RuleNoHeader     contract.Rule = "sheet_header_missing"
	RuleNoColumn     contract.Rule = "sheet_column_missing"
	RuleAboveHeader  contract.Rule = "sheet_above_header"
	RuleExtraColumn  contract.Rule = "sheet_column_extra"
	RuleColumnTwice  contract.Rule = "sheet_column_twice"
	RuleHiddenRows   contract.Rule = "sheet_rows_hidden"
	RuleMerged       contract.Rule = "sheet_merged"
	RuleCellError    contract.Rule = "cell_error"
	RuleCellFormula  contract.Rule = "cell_formula"
	RuleFormulaEmpty contract.Rule = "cell_formula_empty"
	RuleCellDate     contract.Rule = "cell_date"
	RuleCellNumber   contract.Rule = "cell_number"
	RuleCellSerial   contract.Rule = "cell_serial"
	RuleCellNoughts  contract.Rule = "cell_noughts"
)

// headerWithin is how far down a sheet its header may stand, below titles.
const headerWithin = 20

// workbook finds the sheets of a workbook that are tables.
func (f *finder) workbook(s Source) error {
	book, closeBook, err := openBook(s, f.pkg.Resources[0].Limits)
	var refused *fileFault
	if errors.As(err, &refused) {
		v := refused.violation
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
		Expected: strings.Join(f.tables(), ", "), Suggestion: f.meant(name),
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
		if rows++; rows > headerWithin {
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

// openBook opens a workbook; what it breaks is a fileFault.
func openBook(s Source, l contract.Limits) (*workbook.Book, func(), error) {
	file, err := s.open()
	if err != nil {
		return nil, nil, err
	}
	book, err := workbook.Open(file, s.Bytes, s.Format, workbook.Limits{
		Entries: l.ZipEntries, TotalBytes: l.ZipBytes, Ratio: l.ZipRatio, Columns: l.Columns, CellBytes: l.CellBytes,
		Rows: l.Rows + headerWithin + 1, // they are counted as records, without header and titles
	})
	if err != nil {
		_ = file.Close() // it was only read
		return nil, nil, refusal(err)
	}
	return book, func() { _ = file.Close() }, nil
}

// refusal turns what a workbook broke into a fileFault.
func refusal(err error) error {
	var refused *workbook.Refused
	if !errors.As(err, &refused) {
		return err
	}
	cell := refused.Cell
	if refused.Sheet != "" {
		cell = strings.TrimSuffix(refused.Sheet+"!"+refused.Cell, "!")
	}
	return &fileFault{violation: contract.Violation{Rule: contract.Rule(refused.Rule), Cell: cell, Value: refused.Value, Expected: refused.Expected}}
}

// A sheetReader reads the rows of one sheet below its header.
type sheetReader struct {
	file    *File
	fields  []contract.Field
	at      []int // of each field: the column it stands in, from 0; -1 when it is not there
	header  int   // row of the header; 0 until it is found
	skipped int   // rows above it
	told    map[string]*contract.Violation
	noughts map[string]bool // columns with a text of digits that begins with one
	counts  map[string]int
	order   []string
}

func (f *File) readSheet(ctx context.Context, each func(*Record, fault) error, note func(contract.Violation)) error {
	book, closeBook, err := openBook(f.source, f.source.Resource.Limits)
	if err != nil {
		return err
	}
	defer closeBook()
	s := &sheetReader{file: f, fields: f.source.Resource.Schema.Fields, told: map[string]*contract.Violation{}, counts: map[string]int{}, noughts: map[string]bool{}}
	err = book.Rows(ctx, f.source.Sheet, func(row workbook.Row) error {
		if s.header == 0 {
			return s.findHeader(row)
		}
		r := s.record(row)
		return each(&r, fault{})
	})
	if err != nil {
		return refusal(err)
	}
	if s.header == 0 {
		return &fileFault{violation: contract.Violation{Cell: f.source.Sheet, Rule: RuleNoHeader, Expected: strings.Join(fieldNames(f.source.Resource), ", ")}}
	}
	merged, err := book.Merged(f.source.Sheet)
	if err != nil {
		return refusal(err)
	}
	for _, area := range merged {
		s.tell(RuleMerged, "", f.source.Sheet+"!"+area, 0)
	}
	for _, key := range s.order {
		v := *s.told[key]
		if v.Rule == RuleCellNumber && s.noughts[v.Column] {
			return &fileFault{violation: contract.Violation{Cell: v.Cell, Line: v.Line, Column: v.Column, Rule: RuleCellNoughts, Value: strconv.Itoa(s.counts[key])}}
		}
		if s.counts[key] > 0 {
			v.Value = strconv.Itoa(s.counts[key])
		}
		note(v)
	}
	return nil
}

// tell notes something of a cell; the first place is kept, and how often.
func (s *sheetReader) tell(rule contract.Rule, column, cell string, line int) {
	key := string(rule) + " " + column
	if rule == RuleMerged || rule == RuleExtraColumn {
		key += cell
	}
	if s.told[key] == nil {
		s.told[key] = &contract.Violation{Rule: rule, Column: column, Cell: cell, Line: line}
		s.order = append(s.order, key)
	}
	s.counts[key]++
}

func (s *sheetReader) cell(row, column int) string {
	return s.file.source.Sheet + "!" + workbook.Name(column+1, row)
}

// findHeader takes the first row with the name of a required field in it for the
// header; what stands above it are titles.
func (s *sheetReader) findHeader(row workbook.Row) error {
	names := make([]string, len(row.Cells))
	for i, c := range row.Cells {
		names[i] = strings.TrimSpace(c.Text)
	}
	found := 0
	s.at = make([]int, len(s.fields))
	for i, f := range s.fields {
		if s.at[i] = slices.Index(names, f.Name); s.at[i] >= 0 {
			found++
		}
	}
	if found < 2 {
		if s.skipped++; s.skipped > headerWithin {
			return &fileFault{violation: contract.Violation{Cell: s.file.source.Sheet, Rule: RuleNoHeader, Expected: strings.Join(fieldNames(s.file.source.Resource), ", ")}}
		}
		s.tell(RuleAboveHeader, "", s.cell(row.Number, 0), row.Number)
		return nil
	}
	s.header = row.Number
	return s.checkHeader(row, names)
}

// checkHeader names all required columns that are missing, and those that are there
// twice; columns that the contract does not know are passed over, and told.
func (s *sheetReader) checkHeader(row workbook.Row, names []string) error {
	var faults []contract.Violation
	for i, f := range s.fields {
		if f.Required && s.at[i] < 0 {
			faults = append(faults, contract.Violation{
				Line: row.Number, Cell: s.file.source.Sheet, Column: f.Name, Rule: RuleNoColumn, Value: f.Name, Suggestion: contract.Nearest(f.Name, names),
			})
		}
	}
	for i, name := range names {
		known := s.file.source.Resource.Schema.Index(name) >= 0
		switch {
		case name == "":
		case !known:
			s.tell(RuleExtraColumn, name, s.cell(row.Number, i), row.Number)
		case slices.Index(names, name) < i:
			faults = append(faults, contract.Violation{Line: row.Number, Cell: s.cell(row.Number, i), Column: name, Rule: RuleColumnTwice, Value: name})
		}
	}
	if len(faults) > 0 {
		return &fileFault{violation: faults[0], also: faults[1:]}
	}
	return nil
}

// record makes a row of cells one of fields.
func (s *sheetReader) record(row workbook.Row) Record {
	r := Record{Line: row.Number, Fields: make([][]byte, len(s.fields)), sheet: s.file.source.Sheet, at: s.at}
	if row.Hidden {
		s.tell(RuleHiddenRows, "", s.cell(row.Number, 0), row.Number)
	}
	for i, f := range s.fields {
		if s.at[i] < 0 || s.at[i] >= len(row.Cells) {
			continue
		}
		c := row.Cells[s.at[i]]
		r.Fields[i] = []byte(c.Text)
		if flaw := s.look(f, c, s.cell(row.Number, s.at[i]), row.Number); flaw.rule != "" {
			flaw.column = i
			r.flaws = append(r.flaws, flaw)
		}
	}
	r.Raw = bytes.Join(r.Fields, []byte{handedOn})
	return r
}

// look refuses a cell that says nothing, and tells of one that may not say what
// its writer thought.
func (s *sheetReader) look(f contract.Field, c workbook.Cell, cell string, row int) fault {
	switch {
	case c.Kind == workbook.Error:
		return fault{rule: RuleCellError, value: c.Text}
	case c.Formula && c.Kind == workbook.Empty:
		return fault{rule: RuleFormulaEmpty}
	case c.Kind == workbook.Number && f.Type == contract.Date && s.file.source.DateFormat(f.Name) != SerialFormat:
		return fault{rule: RuleCellSerial, value: c.Text}
	case c.Kind == workbook.Date && f.Type == contract.String: // a case 12-2024 became the first of December
		return fault{rule: RuleCellDate, value: c.Text}
	}
	if flaw := textFault([]byte(c.Text)); flaw.rule != "" {
		return flaw
	}
	if f.Type == contract.String && f.Codelist == "" {
		switch {
		case c.Kind == workbook.Number && wholeDigits(c.Text) > exactDigits:
			return fault{rule: RuleRounded, value: c.Text, expected: strconv.Itoa(exactDigits)}
		case c.Kind == workbook.Text && len(c.Text) > 1 && c.Text[0] == '0' && wholeDigits(c.Text) == len(c.Text):
			s.noughts[f.Name] = true
		}
	}
	if c.Formula {
		s.tell(RuleCellFormula, f.Name, cell, row)
	}
	if c.Kind == workbook.Number && f.Type == contract.String {
		s.tell(RuleCellNumber, f.Name, cell, row)
	}
	return fault{}
}

// wholeDigits is how many digits a number begins with.
func wholeDigits(number string) int {
	number = strings.TrimPrefix(number, "-")
	return len(number) - len(strings.TrimLeft(number, "0123456789"))
}
