package format

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/typing"
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
	RuleWhichSheet   contract.Rule = "sheet_which"
	RuleRounded      contract.Rule = "number_rounded"
)

// HeaderWithin is how far down a sheet its header may stand, below titles.
const HeaderWithin = 20

// OpenWorkbook opens a workbook of a kind, xlsx or ods. What is wrong with it is a
// *[Refusal].
func OpenWorkbook(file io.ReaderAt, size int64, kind string, l contract.Limits) (*workbook.Book, error) {
	book, err := workbook.Open(file, size, kind, workbook.Limits{
		Entries: l.ZipEntries, TotalBytes: l.ZipBytes, Ratio: l.ZipRatio, Columns: l.Columns, CellBytes: l.CellBytes,
		Rows: l.Rows + HeaderWithin + 1, // they are counted as records, without header and titles
	})
	return book, refusal(err)
}

// refusal turns what a workbook broke into a Refusal.
func refusal(err error) error {
	var refused *workbook.Refused
	if !errors.As(err, &refused) {
		return err
	}
	cell := refused.Cell
	if refused.Sheet != "" {
		cell = strings.TrimSuffix(refused.Sheet+"!"+refused.Cell, "!")
	}
	return &Refusal{Violation: contract.Violation{Rule: contract.Rule(refused.Rule), Cell: cell, Value: refused.Value, Expected: refused.Expected}}
}

// sheet reads one sheet of a workbook of a kind, xlsx or ods.
type sheet struct{ kind string }

// Names implements [Reader]: columns of a sheet are found by their names, so they may
// stand in any order and below titles.
func (sheet) Names(Input) []string { return nil }

// Read implements [Reader].
func (f sheet) Read(ctx context.Context, in Input, out Output) error {
	book, err := OpenWorkbook(in.File, in.Size, f.kind, in.Resource.Limits)
	if err != nil {
		return err
	}
	s := &sheetReader{
		in: in, out: out, name: in.Sheet, fields: in.Resource.Schema.Fields,
		notes: map[string]*contract.Violation{}, counts: map[string]int{}, noughts: map[string]bool{},
	}
	if s.name == "" {
		if s.name, err = onlySheet(book, in.Resource.Name); err != nil {
			return err
		}
	}
	err = book.Rows(ctx, s.name, func(row workbook.Row) error {
		if s.header == 0 {
			return s.findHeader(row)
		}
		r := s.record(row)
		return out.Record(&r, Fault{})
	})
	if err != nil {
		return refusal(err)
	}
	if s.header == 0 {
		return s.noHeader()
	}
	merged, err := book.Merged(s.name)
	if err != nil {
		return refusal(err)
	}
	for _, area := range merged {
		s.note(RuleMerged, "", s.name+"!"+area, 0)
	}
	return s.giveNotes()
}

// onlySheet is the name of the only sheet of a workbook, or of that with a name.
func onlySheet(book *workbook.Book, name string) (string, error) {
	sheets := book.Sheets()
	if len(sheets) == 1 {
		return sheets[0].Name, nil
	}
	var names []string
	for _, s := range sheets {
		if strings.EqualFold(s.Name, name) {
			return s.Name, nil
		}
		names = append(names, s.Name)
	}
	return "", &Refusal{Violation: contract.Violation{Rule: RuleWhichSheet, Value: strings.Join(names, ", "), Expected: name}}
}

// giveNotes gives what was noted of the sheet, once for each kind and column.
func (s *sheetReader) giveNotes() error {
	for _, key := range s.order {
		v := *s.notes[key]
		if v.Rule == RuleCellNumber && s.noughts[v.Column] {
			return &Refusal{Violation: contract.Violation{Cell: v.Cell, Line: v.Line, Column: v.Column, Rule: RuleCellNoughts, Value: strconv.Itoa(s.counts[key])}}
		}
		if s.counts[key] > 0 {
			v.Value = strconv.Itoa(s.counts[key])
		}
		s.out.Note(v)
	}
	return nil
}

func (s *sheetReader) noHeader() error {
	return &Refusal{Violation: contract.Violation{Cell: s.name, Rule: RuleNoHeader, Expected: strings.Join(s.in.Resource.Schema.Names(), ", ")}}
}

// A sheetReader reads the rows of one sheet below its header.
type sheetReader struct {
	in      Input
	out     Output
	name    string // of the sheet
	fields  []contract.Field
	at      []int // of each field: the column it stands in, from 0; -1 when it is not there
	header  int   // row of the header; 0 until it is found
	skipped int   // rows above it
	notes   map[string]*contract.Violation
	noughts map[string]bool // columns with a text of digits that begins with one
	counts  map[string]int
	order   []string
}

// note keeps something that is to be known of a cell; the first place is kept, and how often.
func (s *sheetReader) note(rule contract.Rule, column, cell string, line int) {
	key := string(rule) + " " + column
	if rule == RuleMerged || rule == RuleExtraColumn {
		key += cell
	}
	if s.notes[key] == nil {
		s.notes[key] = &contract.Violation{Rule: rule, Column: column, Cell: cell, Line: line}
		s.order = append(s.order, key)
	}
	s.counts[key]++
}

func (s *sheetReader) cell(row, column int) string {
	return s.name + "!" + workbook.Name(column+1, row)
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
	if found < min(2, len(s.fields)) {
		if s.skipped++; s.skipped > HeaderWithin {
			return s.noHeader()
		}
		s.note(RuleAboveHeader, "", s.cell(row.Number, 0), row.Number)
		return nil
	}
	s.header = row.Number
	if s.in.AnyColumns {
		s.takeColumns(names)
	} else if err := s.checkHeader(row, names); err != nil {
		return err
	}
	header := Record{Line: row.Number, sheet: s.name}
	for i, name := range names {
		header.Fields, header.at = append(header.Fields, []byte(name)), append(header.at, i)
	}
	return s.out.Header(&header, Fault{})
}

// takeColumns makes the columns of the header those that are read.
func (s *sheetReader) takeColumns(names []string) {
	s.fields, s.at = nil, nil
	for i, name := range names {
		s.fields, s.at = append(s.fields, contract.Field{Name: name, Type: contract.String}), append(s.at, i)
	}
}

// checkHeader names all required columns that are missing, and those that are there
// twice; columns that the contract does not know are passed over, and told.
func (s *sheetReader) checkHeader(row workbook.Row, names []string) error {
	var faults []contract.Violation
	for i, f := range s.fields {
		if f.Required && s.at[i] < 0 {
			faults = append(faults, contract.Violation{
				Line: row.Number, Cell: s.name, Column: f.Name, Rule: RuleNoColumn, Value: f.Name, Suggestion: contract.Nearest(f.Name, names),
			})
		}
	}
	for i, name := range names {
		known := s.in.Resource.Schema.Index(name) >= 0
		switch {
		case name == "":
		case !known:
			s.note(RuleExtraColumn, name, s.cell(row.Number, i), row.Number)
		case slices.Index(names, name) < i:
			faults = append(faults, contract.Violation{Line: row.Number, Cell: s.cell(row.Number, i), Column: name, Rule: RuleColumnTwice, Value: name})
		}
	}
	if len(faults) > 0 {
		return &Refusal{Violation: faults[0], Also: faults[1:]}
	}
	return nil
}

// record makes a row of cells one of fields.
func (s *sheetReader) record(row workbook.Row) Record {
	r := Record{Line: row.Number, Fields: make([][]byte, len(s.fields)), Typed: make([]bool, len(s.fields)), sheet: s.name, at: s.at}
	if row.Hidden {
		s.note(RuleHiddenRows, "", s.cell(row.Number, 0), row.Number)
	}
	for i, f := range s.fields {
		if s.at[i] < 0 || s.at[i] >= len(row.Cells) {
			continue
		}
		c := row.Cells[s.at[i]]
		r.Fields[i], r.Typed[i] = []byte(c.Text), c.Kind != workbook.Text
		if flaw := s.look(f, c, s.cell(row.Number, s.at[i]), row.Number); flaw.Rule != "" {
			flaw.Column = i
			r.Flaws = append(r.Flaws, flaw)
		}
	}
	r.Raw = bytes.Join(r.Fields, []byte{Separator})
	return r
}

// look refuses a cell that says nothing, and tells of one that may not say what
// its writer thought.
func (s *sheetReader) look(f contract.Field, c workbook.Cell, cell string, row int) Fault {
	switch {
	case c.Kind == workbook.Error:
		return Fault{Rule: RuleCellError, Value: c.Text}
	case c.Formula && c.Kind == workbook.Empty:
		return Fault{Rule: RuleFormulaEmpty}
	case c.Kind == workbook.Number && f.Type == contract.Date && !s.serial(f.Name):
		return Fault{Rule: RuleCellSerial, Value: c.Text}
	case c.Kind == workbook.Date && f.Type == contract.String: // a case 12-2024 became the first of December
		return Fault{Rule: RuleCellDate, Value: c.Text}
	}
	if flaw := cellFault([]byte(c.Text), s.in.Multiline); flaw.Rule != "" {
		return flaw
	}
	if f.Type == contract.String && f.Codelist == "" {
		switch {
		case c.Kind == workbook.Number && wholeDigits(c.Text) > typing.ExactDigits:
			return Fault{Rule: RuleRounded, Value: c.Text, Expected: strconv.Itoa(typing.ExactDigits)}
		case c.Kind == workbook.Text && len(c.Text) > 1 && c.Text[0] == '0' && wholeDigits(c.Text) == len(c.Text):
			s.noughts[f.Name] = true
		}
	}
	if c.Formula {
		s.note(RuleCellFormula, f.Name, cell, row)
	}
	if c.Kind == workbook.Number && f.Type == contract.String {
		s.note(RuleCellNumber, f.Name, cell, row)
	}
	return Fault{}
}

// serial tells whether dates of a field are day numbers.
func (s *sheetReader) serial(field string) bool {
	return s.in.SerialDates != nil && s.in.SerialDates(field)
}

// wholeDigits is how many digits a number begins with.
func wholeDigits(number string) int {
	number = strings.TrimPrefix(number, "-")
	return len(number) - len(strings.TrimLeft(number, "0123456789"))
}
