package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/edition"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/source"
	"jaarcijfers/pipeline/source/format"
	"jaarcijfers/pipeline/warehouse"
)

// ruleTermsNone is an accepted state from before it held the contract.
const ruleTermsNone contract.Rule = "accepted_contract_none"

// registerTable is the raw table of the register of changes.
const registerTable = "change"

// compare puts what differs from the accepted state into tables that checks read:
// rows of data, and figures that the report shows. What stops a build is decided
// there (sql/check/accepted_*.sql); rows are named among the violations as well, each
// on a line of its own.
func (r *run) compare(ctx context.Context) error {
	d, err := r.difference(ctx)
	if err != nil {
		return err
	}
	if d.first {
		return r.noAcceptedState(ctx)
	}
	if d.noTerms {
		r.report.Violations = append(r.report.Violations, contract.Violation{
			Severity: contract.Warning, File: contract.DescriptorFile, Line: 1, Rule: ruleTermsNone,
		})
	}
	r.report.Violations = append(r.report.Violations, asViolations(d.rows)...)
	contract.SortViolations(r.report.Violations)
	return TellChanges(ctx, r.warehouse, d.rows, d.figures)
}

// TellChanges puts what differs from the accepted state into the tables that checks
// read.
func TellChanges(ctx context.Context, w *warehouse.Warehouse, changed []edition.Change, shown []edition.FigureChange) error {
	var rows, figures [][]any
	for _, c := range changed {
		rows = append(rows, []any{c.File, c.Line, c.Key, c.Column, string(c.Kind), c.Before, c.After})
	}
	for _, c := range shown {
		figures = append(figures, []any{c.Model, c.Key, c.Column, string(c.Kind), c.Before, c.After, causes(c.Because), c.Follows()})
	}
	return errors.Join(
		w.Tell(ctx, "raw.row_change", []string{"file", "source_line", "row_key", "column_name", "kind", "accepted", "found"}, rows),
		w.Tell(ctx, "raw.figure_change",
			[]string{"model", "figure_key", "column_name", "kind", "accepted", "found", "changed_rows", "only_added"}, figures),
	)
}

// noAcceptedState warns that nothing can be compared. A folder whose register has
// changes has had an accepted state.
func (r *run) noAcceptedState(ctx context.Context) error {
	v := contract.Violation{Severity: contract.Warning, File: contract.DescriptorFile, Line: 1, Rule: contract.RuleAcceptedNone}
	if slices.Contains(r.rawTables(), registerTable) {
		found, err := r.warehouse.Query(ctx, "from raw."+registerTable+" limit 1")
		if err != nil {
			return fmt.Errorf("read register of changes: %w", err)
		}
		if len(found.Rows) > 0 {
			v.Severity, v.Rule, v.Value = contract.Error, contract.RuleAcceptedGone, contract.AcceptedFolder
		}
	}
	r.report.Violations = append(r.report.Violations, v)
	contract.SortViolations(r.report.Violations)
	if v.Severity == contract.Error {
		return report.ErrRejected
	}
	return nil
}

func causes(list []edition.Cause) string {
	parts := make([]string, len(list))
	for i, c := range list {
		parts[i] = c.File + ": " + c.Key
	}
	return strings.Join(parts, "; ")
}

// A difference is what the data and the report are now against the accepted state.
type difference struct {
	first   bool // there is no accepted state
	noTerms bool // it says nothing of the contract
	rows    []edition.Change
	figures []edition.FigureChange
	shown   []edition.Figure // now
}

// difference compares files and figures with the accepted state. The models must
// have run.
func (r *run) difference(ctx context.Context) (*difference, error) {
	d := &difference{}
	var err error
	if d.shown, err = r.shownFigures(ctx); err != nil {
		return nil, err
	}
	text, err := fs.ReadFile(r.data, edition.FiguresFile)
	if errors.Is(err, fs.ErrNotExist) {
		d.first = true
		return d, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read accepted figures: %w", err)
	}
	accepted, err := edition.ReadFigures(text)
	if err != nil {
		return nil, fmt.Errorf("read accepted state: %w", err)
	}
	if d.rows, err = rowChanges(r.data, r.input.pkg); err != nil {
		return nil, err
	}
	terms, known, err := termChanges(r.data)
	if err != nil {
		return nil, err
	}
	d.rows, d.noTerms = append(d.rows, terms...), !known
	d.figures = edition.CompareFigures(accepted, d.shown)
	edition.Explain(d.figures, d.rows)
	return d, nil
}

// rowChanges compares every file of the descriptor, and every accepted file that
// the descriptor no longer names, with its accepted copy.
func rowChanges(folder fs.FS, pkg *contract.Package) ([]edition.Change, error) {
	var changes []edition.Change
	named := map[string]bool{}
	for _, res := range pkg.Resources {
		named[res.Path] = true
		if isPrivate(folder, res) {
			continue
		}
		found, err := fileChanges(folder, res)
		if err != nil {
			return nil, err
		}
		changes = append(changes, found...)
	}
	err := fs.WalkDir(folder, edition.Copies, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		file := strings.TrimPrefix(name, edition.Copies+"/")
		if named[file] {
			return nil
		}
		found, err := fileChanges(folder, unnamed(file))
		changes = append(changes, found...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list accepted files: %w", err)
	}
	return changes, nil
}

// unnamed is an accepted file that the descriptor no longer names: a table with a line
// of columns, or else lines of text.
func unnamed(file string) *contract.Resource {
	res := &contract.Resource{Path: file, Format: "letter", Encoding: "utf-8"}
	if kind, is := format.Of(file); is {
		res.Format, res.Schema = kind.Name, &contract.Schema{}
		res.Dialect.Delimiter, res.Dialect.Quote = ',', '"'
	}
	return res
}

// isPrivate tells whether rows of a file are kept to the data folder. What was
// accepted with its rows once cannot be made private later: it is compared on.
func isPrivate(folder fs.FS, res *contract.Resource) bool {
	if !res.Private {
		return false
	}
	_, err := fs.Stat(folder, path.Join(edition.Copies, res.Path))
	return errors.Is(err, fs.ErrNotExist)
}

// fileChanges compares one file with its accepted copy. A file without one is new,
// and so are all its rows.
func fileChanges(folder fs.FS, res *contract.Resource) ([]edition.Change, error) {
	now, err := fs.ReadFile(folder, res.Path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read %s: %w", res.Path, err)
	}
	was, err := fs.ReadFile(folder, path.Join(edition.Copies, res.Path))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read accepted %s: %w", res.Path, err)
	}
	if string(was) == string(now) {
		return nil, nil
	}
	return edition.CompareRows(asTable(was, res), asTable(now, res)), nil
}

// asTable is a file as text, in rows.
func asTable(text []byte, res *contract.Resource) edition.Table {
	t := edition.Table{File: res.Path}
	if len(text) == 0 {
		return t
	}
	if res.Schema == nil {
		t.Columns, t.ID = []string{"text"}, res.Name
		for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
			t.Rows = append(t.Rows, edition.Row{Line: i + 1, Cells: []string{line}})
		}
		return t
	}
	t.Key = res.Schema.PrimaryKey
	for i, record := range source.TextRecords(text, res) {
		if i == 0 {
			t.Columns = record.Fields
			continue
		}
		t.Rows = append(t.Rows, edition.Row{Line: record.Line, Cells: record.Fields})
	}
	return t
}

// changedRows names, for files that differ from the descriptor, the accepted rows
// that are another or gone. A file that was not read to its end is not compared.
func changedRows(folder fs.FS, pkg *contract.Package, violations []contract.Violation, read *source.Result) ([]contract.Violation, error) {
	var changes []edition.Change
	for _, v := range violations {
		res := pkg.At(v.File)
		if v.Rule != contract.RuleFileChanged || res == nil || isPrivate(folder, res) || pkg.Seal == "" || read.CutShort(v.File) {
			continue
		}
		found, err := fileChanges(folder, res)
		if err != nil {
			return nil, err
		}
		changes = append(changes, found...)
	}
	return asViolations(changes), nil
}

// asViolations says of each row that changed or went what was accepted and what is
// there. The suggestion of such a violation is the row's key.
func asViolations(changes []edition.Change) []contract.Violation {
	rules := map[edition.Kind]contract.Rule{edition.Changed: contract.RuleRowChanged, edition.Gone: contract.RuleRowGone}
	var found []contract.Violation
	for _, c := range changes {
		if rule, ok := rules[c.Kind]; ok {
			found = append(found, contract.Violation{
				Severity: contract.Error, File: c.File, Line: c.Line, Column: c.Column, Rule: rule,
				Value: c.After, Expected: c.Before, Suggestion: c.Key,
			})
		}
	}
	return found
}
