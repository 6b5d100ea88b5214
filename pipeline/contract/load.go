package contract

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// DescriptorFile is the name of the descriptor in a data folder.
const DescriptorFile = "datapackage.json"

// CorrectionsFile is the name of the file beside it that declares what is put right
// in delivered rows; package extract reads it.
const CorrectionsFile = "corrections.yaml"

// Rules about the descriptor and the files as a whole.
const (
	RuleFileMissing Rule = "file_missing"
	RuleFileChanged Rule = "file_changed"
	RuleFileUnknown Rule = "file_unknown"
)

// Load reads the descriptor of a data folder and compares each file with the
// hash and size it names. The violations hold everything that is wrong; the
// package is nil only when the descriptor cannot be read as such. The error is
// for what is not the deliverer's doing, such as a disk that fails.
func Load(folder fs.FS) (*Package, []Violation, error) {
	l, p, err := readDescriptor(folder)
	if err != nil || p == nil {
		l.shorten()
		return nil, l.violations, err
	}
	l.checkFigures()
	l.checkLimits(p)
	l.shorten()
	if err := errors.Join(l.checkFiles(p), l.checkSeal(p)); err != nil {
		return nil, nil, err
	}
	SortViolations(l.violations)
	return p, l.violations, nil
}

// LoadShape reads the descriptor of files that are delivered elsewhere, as those
// of an extract are: what they must look like, and not which they are. Their reader
// enforces less than that of the data folder; the rest is refused.
func LoadShape(folder fs.FS) (*Package, []Violation, error) {
	l, p, err := readDescriptor(folder)
	if err != nil {
		return nil, nil, err
	}
	l.checkShape()
	l.shorten()
	SortViolations(l.violations)
	return p, l.violations, nil
}

func readDescriptor(folder fs.FS) (*loader, *Package, error) {
	l := &loader{folder: folder}
	if info, err := fs.Stat(folder, DescriptorFile); err == nil && !info.Mode().IsRegular() {
		l.violations = []Violation{{Severity: Error, File: DescriptorFile, Rule: RuleFileOutside}}
		return l, nil, nil
	} else if err == nil && info.Size() > maxDescriptorBytes {
		l.violations = []Violation{largeDescriptor(info.Size())}
		return l, nil, nil
	}
	text, err := fs.ReadFile(folder, DescriptorFile)
	if err != nil {
		return l, nil, fmt.Errorf("read descriptor: %w", err)
	}
	root, violations := parseTree(text)
	l.root, l.violations = root, violations
	if root == nil {
		return l, nil, nil
	}
	l.checkWords(root)
	var d descriptor
	if l.malformed || json.Unmarshal(text, &d) != nil {
		if len(l.violations) == 0 { // a number that is too large for what it counts
			l.refuse("", "", "…", "0, 1, 2, …")
		}
		return l, nil, nil
	}
	p := l.build(d)
	if len(d.Resources) == 0 { // that the files are of no contract is not the fault
		return l, nil, nil
	}
	l.checkForeignKeys(p)
	l.checkTables(p)
	p.On(p.Created)
	return l, p, nil
}

// A loader collects what is wrong with a descriptor.
type loader struct {
	folder     fs.FS
	root       *node
	malformed  bool // a value is of another kind than its word takes
	violations []Violation
	unlisted   int // faults that are not among them
}

// mostFaults of a descriptor are said; a person corrects them before the rest.
const mostFaults = 200

// shorten leaves the first faults, and the number of the others.
func (l *loader) shorten() {
	SortViolations(l.violations)
	if more := len(l.violations) - mostFaults; more > 0 || l.unlisted > 0 {
		last := l.violations[mostFaults-1].Line
		l.violations = append(l.violations[:mostFaults:mostFaults], Violation{
			Severity: Error, File: DescriptorFile, Line: last, Rule: ruleMore, Value: strconv.Itoa(more + l.unlisted),
		})
	}
}

// refuse notes something wrong in a resource, or in the descriptor itself.
func (l *loader) refuse(resource, place, value, expected string) {
	l.refuseAt(l.lineOf(resource, place), placeIn(resource, place), RuleDescriptor, value, expected, "")
}

// refuseNear notes a name that is not among those known.
func (l *loader) refuseNear(resource, place, value string, known []string) {
	l.refuseAt(l.lineOf(resource, place), placeIn(resource, place), RuleDescriptor, value, strings.Join(known, ", "), Nearest(value, known))
}

func placeIn(resource, place string) string {
	switch {
	case resource == "":
		return place
	case place == "":
		return "resources/" + resource
	}
	return "resources/" + resource + "/" + place
}

// lineOf finds the line of a place in a resource, or of what is nearest around it.
func (l *loader) lineOf(resource, place string) int {
	at := l.root
	if resource != "" {
		at = namedItem(l.root.get("resources"), resource)
	}
	if at == nil {
		return 1
	}
	line := at.line
	for _, name := range strings.Split(place, "/") {
		next := at.get(name)
		if next == nil {
			next = namedItem(at, name)
		}
		if next == nil {
			break
		}
		at, line = next, next.line
	}
	return line
}

// namedItem finds the object of a list that has a name; nil when there is none.
func namedItem(list *node, name string) *node {
	if list == nil {
		return nil
	}
	for _, item := range list.items {
		if given := item.get("name"); given != nil && given.text == name {
			return item
		}
	}
	return nil
}

func (l *loader) build(d descriptor) *Package {
	created, _, _ := strings.Cut(d.Created, "T")
	p := &Package{Name: d.Name, Title: d.Title, Version: d.Version, Created: created, Seal: d.Ours.Accepted.Hash, byName: map[string]*Resource{}}
	p.Publisher, p.Contact, p.NextEdition = l.party(d, rolePublisher), l.party(d, roleContact), d.Ours.NextEdition
	p.Homepage, p.Description = d.Homepage, d.Description
	if len(d.Licences) > 0 {
		p.Licence = d.Licences[0]
	}
	if d.Title == "" || d.Version == "" || created == "" {
		l.refuse("", "title, version, created", "", "title, version, created")
	}
	if d.Version != "" && !IsVersion(d.Version) {
		l.refuseName("", "version", d.Version, ruleVersion, longestVersion)
	}
	if len(d.Resources) == 0 {
		l.refuse("", "resources", "", "resources")
	}
	paths := map[string]bool{}
	for _, raw := range d.Resources {
		r := l.resource(raw, DefaultLimits.over(d.Ours.Limits))
		if r == nil {
			continue
		}
		if p.byName[r.Name] != nil {
			l.refuse(r.Name, "name", r.Name, "unique")
			continue
		}
		if paths[r.Path] {
			l.refuse(r.Name, "path", r.Path, "unique")
		}
		paths[r.Path] = true
		p.byName[r.Name] = r
		p.Resources = append(p.Resources, r)
	}
	return p
}

// ownTables are the raw tables that no file fills (sql/meta/schema.sql).
var ownTables = []string{
	"reject", "row_change", "figure_change", "extract_publication", "extract_observation", "extract_change", "extract_empty_month",
	"extract_source", "extract_reject", "extract_correction",
}

// checkTables makes sure that files of one table have the same columns, and that no
// file goes to a table of ours.
func (l *loader) checkTables(p *Package) {
	first := map[string]*Resource{}
	for _, r := range p.Resources {
		if slices.Contains(ownTables, r.Table) {
			l.refuse(r.Name, "jaarcijfers/table", r.Table, "≠ "+strings.Join(ownTables, ", "))
		}
		before := first[r.Table]
		if before == nil {
			first[r.Table] = r
			continue
		}
		if have, want := shapeOf(r), shapeOf(before); have != want {
			l.refuse(r.Name, "jaarcijfers/table", r.Table, before.Name+": "+want)
		}
	}
}

// shapeOf lists the columns of a file with their types.
func shapeOf(r *Resource) string {
	if r.Schema == nil {
		return r.Format
	}
	var columns []string
	for _, f := range r.Schema.Fields {
		columns = append(columns, f.Name+" "+string(f.Type))
	}
	return strings.Join(columns, ", ")
}

// checkForeignKeys makes sure that what a key points at exists, and takes out a key
// of which that is not so: a reader could not enforce it.
func (l *loader) checkForeignKeys(p *Package) {
	for _, r := range p.Resources {
		if r.Schema != nil {
			r.Schema.ForeignKeys = slices.DeleteFunc(r.Schema.ForeignKeys, func(key ForeignKey) bool { return !l.pointsAt(p, r, key) })
		}
	}
}

func (l *loader) pointsAt(p *Package, r *Resource, key ForeignKey) bool {
	target := r
	if key.Resource != "" {
		target = p.byName[key.Resource]
	}
	if target == nil || target.Schema == nil {
		var tables []string
		for _, other := range p.Resources {
			if other.Schema != nil {
				tables = append(tables, other.Name)
			}
		}
		l.refuseNear(r.Name, "schema/foreignKeys", key.Resource, tables)
		return false
	}
	return l.known(r.Name, target.Schema, "schema/foreignKeys", key.ReferenceFields)
}

// checkFiles compares the files with their hashes, and names files that no
// resource speaks of: a new file that is forgotten must not go unseen. A folder
// with a descriptor of its own is another package.
func (l *loader) checkFiles(p *Package) error {
	known := map[string]bool{DescriptorFile: true}
	for _, r := range p.Resources {
		known[r.Path] = true
		if err := l.checkFile(r); err != nil {
			return err
		}
	}
	if err := l.checkKinds(known); err != nil {
		return err
	}
	return fs.WalkDir(l.folder, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("list data folder: %w", err)
		}
		switch {
		case e.IsDir() && (isHidden(name) || name == AcceptedFolder || name != "." && isPackage(l.folder, name)):
			return fs.SkipDir
		case e.IsDir(), isHidden(name), known[name], name == CorrectionsFile, strings.EqualFold(path.Ext(name), ".md"):
			return nil
		}
		l.violations = append(l.violations, Violation{Severity: Warning, File: name, Rule: RuleFileUnknown})
		return nil
	})
}

// checkKinds refuses what is neither a regular file nor a folder wherever it lies in
// the folder: reading it could wait for ever. That a file of the contract is none has
// been said. What it names is known after that.
func (l *loader) checkKinds(known map[string]bool) error {
	return fs.WalkDir(l.folder, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("list data folder: %w", err)
		case e.IsDir() && isHidden(name):
			return fs.SkipDir
		case e.IsDir(), isHidden(name), e.Type().IsRegular(), known[name]:
			return nil
		}
		if info, err := fs.Stat(l.folder, name); err == nil && info.Mode().IsRegular() { // a link to a file of the folder
			return nil
		}
		l.violations = append(l.violations, Violation{Severity: Error, File: name, Rule: RuleFileOutside})
		known[name] = true
		return nil
	})
}

func isHidden(name string) bool { return strings.HasPrefix(path.Base(name), ".") && name != "." }

func isPackage(folder fs.FS, name string) bool {
	_, err := fs.Stat(folder, path.Join(name, DescriptorFile))
	return err == nil
}

func (l *loader) checkFile(r *Resource) error {
	violation, err := r.within(l.folder)
	if err != nil {
		return err
	}
	if violation != nil {
		r.Unread = true
		l.violations = append(l.violations, *violation)
		return nil
	}
	text, err := fs.ReadFile(l.folder, r.Path)
	if err != nil {
		return fmt.Errorf("read %s: %w", r.Path, err)
	}
	sum := sha256.Sum256(text)
	have := hex.EncodeToString(sum[:])
	want := strings.TrimPrefix(r.SHA256, "sha256:")
	r.SHA256 = have
	sized := r.Bytes == nil || *r.Bytes == int64(len(text))
	if want == have && !sized {
		l.violations = append(l.violations, Violation{
			Severity: Error, File: r.Path, Rule: RuleFileChanged,
			Value: fmt.Sprintf(`"bytes": %d`, *r.Bytes), Expected: fmt.Sprintf(`"bytes": %d, "hash": "sha256:%s"`, len(text), have),
		})
	}
	if want != have {
		l.violations = append(l.violations, Violation{
			Severity: Error, File: r.Path, Rule: RuleFileChanged,
			Value: "sha256:" + want, Expected: fmt.Sprintf(`"bytes": %d, "hash": "sha256:%s"`, len(text), have),
		})
	}
	return nil
}
