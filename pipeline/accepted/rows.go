package accepted

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/edition"
	"jaarcijfers/pipeline/source"
	"jaarcijfers/pipeline/source/format"
)

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
	err := fs.WalkDir(folder, copies, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		file := strings.TrimPrefix(name, copies+"/")
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
	_, err := fs.Stat(folder, path.Join(copies, res.Path))
	return errors.Is(err, fs.ErrNotExist)
}

// fileChanges compares one file with its accepted copy. A file without one is new,
// and so are all its rows.
func fileChanges(folder fs.FS, res *contract.Resource) ([]edition.Change, error) {
	now, err := fs.ReadFile(folder, res.Path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read %s: %w", res.Path, err)
	}
	was, err := fs.ReadFile(folder, path.Join(copies, res.Path))
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

// ChangedRows names, for files that differ from the descriptor, the accepted rows
// that are another or gone. A file that was not read to its end is not compared.
func ChangedRows(folder fs.FS, pkg *contract.Package, violations []contract.Violation, read *source.Result) ([]contract.Violation, error) {
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
	return withoutFaults(Violations(changes), read.Violations), nil
}

// Violations says of each row that changed or went what was accepted and what is
// there. The suggestion of such a violation is the row's key.
func Violations(changes []edition.Change) []contract.Violation {
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

// withoutFaults leaves out of rows that are not as they were accepted those that are
// wrong in themselves, and all of a file that has no rows or was not read as one: what is
// wrong comes first, and accepting would not help.
func withoutFaults(rows, faults []contract.Violation) []contract.Violation {
	type place struct {
		file string
		line int
	}
	wrong := map[place]bool{}
	for _, v := range faults {
		if v.Severity == contract.Error {
			wrong[place{v.File, v.Line}] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(rows), func(v contract.Violation) bool {
		whole := v.Rule == contract.RuleRowGone && (wrong[place{v.File, 0}] || wrong[place{v.File, 1}])
		return whole || wrong[place{v.File, v.Line}]
	})
}
