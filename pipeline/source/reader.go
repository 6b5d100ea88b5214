package source

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
)

// readerVersion goes into the name of every snapshot: a reader that reads
// differently must not find what an earlier one left.
const readerVersion = "6"

// An outcome is what reading one file gave.
type outcome struct {
	resource   *contract.Resource
	whole      bool // the file could be cut into records
	columns    []column
	rows       []row
	violations []contract.Violation
	rejects    []Reject
}

// A row is one typed record.
type row struct {
	values []any // nil for no value; else string, int64, float64, bool or date
	line   int
	raw    string
	broken []contract.Violation
}

// refuse notes that the file as a whole breaks its contract.
func (o *outcome) refuse(v contract.Violation) {
	v.File, v.Severity = o.resource.Path, contract.Error
	o.violations = append(o.violations, v)
}

// refuse notes that the record breaks its contract; it will be rejected.
func (r *row) refuse(v contract.Violation) {
	if v.Line == 0 {
		v.Line = r.line
	}
	r.broken = append(r.broken, v)
}

// settle takes the broken rows out: within the budget they are warnings.
func (o *outcome) settle() {
	broken := 0
	for _, r := range o.rows {
		if len(r.broken) > 0 {
			broken++
		}
	}
	severity := contract.Error
	if broken <= o.resource.RejectBudget {
		severity = contract.Warning
	}
	o.rows = slices.DeleteFunc(o.rows, func(r row) bool {
		if len(r.broken) == 0 {
			return false
		}
		for _, v := range r.broken {
			v.File, v.Severity = o.resource.Path, severity
			o.violations = append(o.violations, v)
			o.rejects = append(o.rejects, Reject{Table: o.resource.Table, Violation: v, Record: r.raw})
		}
		return true
	})
	contract.SortViolations(o.violations)
}

// A reader reads files and remembers what others point at.
type reader struct {
	folder fs.FS
	pkg    *contract.Package
	done   map[string]*outcome // by resource
}

func newReader(folder fs.FS, p *contract.Package) *reader {
	return &reader{folder: folder, pkg: p, done: map[string]*outcome{}}
}

// key names the snapshot: what the file holds, its contract, and the same of
// all it points at.
func (r *reader) key(res *contract.Resource) string {
	seen := map[string]bool{}
	var parts []string
	var add func(*contract.Resource)
	add = func(res *contract.Resource) {
		if res == nil || seen[res.Name] {
			return
		}
		seen[res.Name] = true
		parts = append(parts, res.Name, res.SHA256, res.Fingerprint)
		for _, target := range r.targets(res) {
			add(target)
		}
	}
	add(res)
	sum := sha256.Sum256([]byte(readerVersion + "\n" + strings.Join(parts, "\n")))
	return res.Table + "-" + hex.EncodeToString(sum[:16])
}

// targets are the files that a file's contract points at.
func (r *reader) targets(res *contract.Resource) []*contract.Resource {
	var found []*contract.Resource
	if res.Letter != nil {
		found = append(found, r.letterLists()...)
	}
	if res.Schema == nil {
		return found
	}
	for _, key := range res.Schema.ForeignKeys {
		if target := r.pkg.Resource(key.Resource); target != nil {
			found = append(found, target)
		}
	}
	return found
}

// read reads one file through all gates, once.
func (r *reader) read(res *contract.Resource) (*outcome, error) {
	if o := r.done[res.Name]; o != nil {
		return o, nil
	}
	o := &outcome{resource: res}
	r.done[res.Name] = o // before its keys are checked: files may point at each other
	if res.Unread {      // package contract has said why
		return o, nil
	}
	text, err := fs.ReadFile(r.folder, res.Path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", res.Path, err)
	}
	if res.Letter != nil {
		if err := r.readLetter(o, text); err != nil {
			return nil, err
		}
	} else {
		readDelimited(o, text)
		refuseNoValues(o)
		checkUnique(o)
		if err := r.checkForeignKeys(o); err != nil {
			return nil, err
		}
	}
	o.settle()
	return o, nil
}
