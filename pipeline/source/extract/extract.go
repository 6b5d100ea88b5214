// Package extract reads the record-level files that one delivery of the OM case
// system consists of. [Find] says which file holds which table of the contract and
// compares them with the list that the delivery carries; [Open] reads one of them
// once, from the first record to the last. How a file is stored is the concern of
// package format. [File.Pass] does three things on the way: it hashes the file,
// validates that every record is built as the contract says, and hands on those that
// are, as plain CSV. So nothing of a file is ever copied to disk, and the engine behind
// it never sees a record that it could misread.
//
// A record that is not handed on is a [Fault], with its place and text. The
// place of one that is, is its number in the order of handing on; [File.Records]
// finds place and text again for the few that are refused later.
package extract

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
)

// Rules about an extract as a whole.
const (
	RuleNotThere    contract.Rule = "extract_missing"
	RuleUnknown     contract.Rule = "extract_file_unknown"
	RuleNoTable     contract.Rule = "extract_table_missing"
	RuleSheetHidden contract.Rule = "sheet_hidden"
)

// behindFiles puts that a table is missing behind the file that may be it.
const behindFiles = 1000

// A Source is one file of an extract, or one sheet of a workbook, that holds rows
// of one table.
type Source struct {
	Resource *contract.Resource
	Path     string // on this machine
	Name     string // as messages and the release name it: the file's own name
	Format   string // by its name in format.Formats
	Sheet    string // of a workbook
	Bytes    int64
	Listed   *Listed // what the descriptor of the delivery says of it; nil for nothing
	seen     seen    // when it was found; zero when it was not looked at
}

// open opens the file that [Find] saw; the error is ErrChanged when it is another or
// was written to. A link that leads out of its folder is not followed, also when it was
// put there since.
func (s Source) open() (*os.File, error) {
	root, err := os.OpenRoot(filepath.Dir(s.Path))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", s.Name, err)
	}
	defer func() { _ = root.Close() }() // it was only read
	file, err := openPlain(root, filepath.Base(s.Path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrChanged
	}
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", s.Name, err)
	}
	if err := s.isSeen(file); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// Find lists the sources of an extract in order of table and name. at is a
// folder, or one workbook. Whatever is there and not read is a violation, and so is
// what the descriptor of the delivery lists and is not there, or the other way round,
// and a table of which nothing was delivered.
func Find(at string, pkg *contract.Package) (*Delivery, []contract.Violation, error) {
	info, err := os.Stat(at)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Delivery{}, []contract.Violation{{Severity: contract.Error, File: at, Rule: RuleNotThere}}, nil
	case err != nil:
		return nil, nil, fmt.Errorf("look at extract: %w", err)
	}
	f := &finder{pkg: pkg, list: &list{}}
	folder, names, descriptor := filepath.Dir(at), []string{filepath.Base(at)}, DescriptorOf(filepath.Base(at))
	if info.IsDir() {
		folder, names, descriptor = at, nil, DescriptorOf("")
		entries, err := os.ReadDir(at)
		if err != nil {
			return nil, nil, fmt.Errorf("list extract: %w", err)
		}
		for _, e := range entries {
			switch {
			case e.IsDir():
				f.refuse(contract.Violation{File: e.Name() + "/", Rule: RuleFolder})
			case e.Name() != descriptor:
				names = append(names, e.Name())
			}
		}
	}
	if err := f.scan(folder, names, descriptor); err != nil {
		return nil, nil, err
	}
	f.missing()
	slices.SortStableFunc(f.sources, func(a, b Source) int {
		return cmp.Or(cmp.Compare(f.place(a), f.place(b)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Sheet, b.Sheet))
	})
	for i, s := range f.sources {
		f.sources[i].Resource = s.shape()
	}
	f.list.compare(f)
	f.violations = append(f.violations, f.list.violations...)
	contract.SortViolations(f.violations)
	return &Delivery{Sources: f.sources, Descriptor: f.list.file, DescriptorSHA256: f.list.sha256, Created: f.list.created, Documents: f.list.documents, None: f.list.none}, f.violations, nil
}

// A finder collects what is in an extract.
type finder struct {
	pkg        *contract.Package
	list       *list // that the delivery carries; empty when it has none
	sources    []Source
	violations []contract.Violation
}

func (f *finder) place(s Source) int { return slices.Index(f.pkg.Resources, s.Resource) }

func (f *finder) refuse(v contract.Violation) {
	if v.Severity == "" {
		v.Severity = contract.Error
	}
	f.violations = append(f.violations, v)
}

// scan opens nothing but workbooks, of which it needs the names of the sheets;
// a link that leads out of the folder is not followed.
func (f *finder) scan(folder string, names []string, descriptor string) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return fmt.Errorf("open extract: %w", err)
	}
	defer func() { _ = root.Close() }() // it was only read
	list, err := readList(root, descriptor, f.pkg)
	if err != nil {
		return err
	}
	if list != nil {
		f.list = list
	}
	for _, name := range names {
		if err := f.file(root, folder, name); err != nil {
			return err
		}
	}
	return nil
}

func (f *finder) file(root *os.Root, folder, name string) error {
	if f.resource(name) == nil && f.passedOver(root, name) {
		return nil
	}
	kind, known := format.Of(name)
	if !known {
		f.unread(name)
		return nil
	}
	info := regular(root, name)
	if info == nil {
		f.refuse(contract.Violation{File: name, Rule: contract.RuleFileOutside})
		return nil
	}
	s := Source{
		Path: filepath.Join(folder, name), Name: name, Format: kind.Name,
		Bytes: info.Size(), seen: seenOf(info),
	}
	if limit := f.pkg.Resources[0].Limits.FileBytes; s.Bytes > limit {
		f.refuse(contract.Violation{
			File: name, Rule: contract.RuleFileLarge,
			Value: strconv.FormatInt(s.Bytes, 10), Expected: strconv.FormatInt(limit, 10),
		})
		return nil
	}
	if kind.Sheets {
		return f.workbook(s)
	}
	if s.Resource = f.resource(name); s.Resource == nil {
		f.unknown(name, strings.TrimSuffix(name, filepath.Ext(name)))
		return nil
	}
	f.sources = append(f.sources, s)
	return nil
}

// regular looks at a plain file inside root; nil for anything else, such as a link
// that leads out.
func regular(root *os.Root, name string) fs.FileInfo {
	info, err := root.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	return info
}

func (f *finder) unknown(name, stem string) {
	f.refuse(contract.Violation{File: name, Rule: RuleUnknown, Value: stem, Expected: strings.Join(f.tables(), ", "), Suggestion: f.nearestTable(stem)})
}

// nearestTable is the table whose name stands at the start of a name with a slip in it.
func (f *finder) nearestTable(stem string) string {
	word := stem
	if end := strings.IndexAny(stem, separators); end > 0 {
		word = stem[:end]
	}
	return cmp.Or(contract.Nearest(word, f.tables()), contract.Nearest(stem, f.tables()))
}

func (f *finder) tables() []string {
	var names []string
	for _, r := range f.pkg.Resources {
		names = append(names, r.Name)
	}
	return names
}

// separators may stand between the name of a table and what else a name says.
const separators = "-_. "

// resource finds the table that a name starts with: offences-2024.csv.
func (f *finder) resource(name string) *contract.Resource {
	stem := strings.ToLower(strings.TrimSuffix(name, filepath.Ext(name)))
	for _, r := range f.pkg.Resources {
		rest, ok := strings.CutPrefix(stem, r.Name)
		if ok && (rest == "" || strings.ContainsAny(rest[:1], separators)) {
			return r
		}
	}
	return nil
}

// missing names the tables that nothing was delivered of. Without offences there
// is no extract; of the others a chapter stays empty.
func (f *finder) missing() {
	for i, r := range f.pkg.Resources {
		if slices.ContainsFunc(f.sources, func(s Source) bool { return s.Resource == r }) || f.refusedOf(r) {
			continue
		}
		severity := contract.Warning
		if i == 0 {
			severity = contract.Error
		}
		f.refuse(contract.Violation{Severity: severity, File: ".", Rule: RuleNoTable, Value: r.Name, Rank: behindFiles})
	}
}
