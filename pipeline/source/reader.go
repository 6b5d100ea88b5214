package source

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/typing"
)

// An outcome is what reading one file gave.
type outcome struct {
	resource   *contract.Resource
	whole      bool // the file could be cut into records
	columns    []typing.Column
	rows       []row
	broken     int // rows
	violations []contract.Violation
	rejects    []Reject
	cell       func(line int, column string) string // names a cell of a workbook; nil for other files
}

// mostBroken is how many rows of a file are said to be broken: who delivered it
// corrects those first, and the memory for more has no bound.
const mostBroken = 1_000

// Rules about a file of which more is wrong than is reported: one that is not read
// further, and one that was.
const (
	ruleBrokenMany contract.Rule = "broken_many"
	ruleFaultsMany contract.Rule = "faults_many"
)

// A row is one typed record.
type row struct {
	values []any // nil for no value; else string, int64, float64, bool or a day
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

// refuseRow notes that a row breaks the contract, and tells whether to look no further.
func (o *outcome) refuseRow(r *row, v contract.Violation) (stop bool) {
	if len(r.broken) == 0 {
		o.broken++
	}
	if o.cell != nil {
		v.Cell = o.cell(r.line, v.Column)
	}
	r.refuse(v)
	return o.tooMany(r.line)
}

// tooMany refuses the file when more of its rows are broken than are reported, and than
// it may lose. line is that up to which it was looked at.
func (o *outcome) tooMany(line int) bool {
	if most := max(mostBroken, o.resource.RejectBudget); o.broken > most {
		o.stop(line, most)
		return true
	}
	return false
}

func (o *outcome) stop(line, most int) {
	if o.whole {
		o.whole = false
		o.refuse(contract.Violation{Line: line, Rule: ruleBrokenMany, Expected: strconv.Itoa(most)})
	}
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
	o.shorten()
}

// shorten leaves the first faults of a file that is refused whole, and the number of
// the others. Faults of rows are bounded already.
func (o *outcome) shorten() {
	if more := len(o.violations) - mostBroken; more > 0 && len(o.rejects) == 0 {
		last := o.violations[mostBroken-1].Line
		o.violations = o.violations[:mostBroken:mostBroken]
		o.refuse(contract.Violation{Line: last, Rule: ruleFaultsMany, Value: strconv.Itoa(more)})
	}
}

// ErrChanging says that a file is not the one that was compared with its contract.
var ErrChanging = errors.New("the file was changed while it was read")

// A reader reads files and remembers what others point at.
type reader struct {
	folder fs.FS
	pkg    *contract.Package
	done   map[string]*outcome // by resource
}

func newReader(folder fs.FS, p *contract.Package) *reader {
	return &reader{folder: folder, pkg: p, done: map[string]*outcome{}}
}

// read reads one file through all gates, once.
func (r *reader) read(ctx context.Context, res *contract.Resource) (*outcome, error) {
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
	if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) != res.SHA256 {
		return nil, fmt.Errorf("read %s: %w", res.Path, ErrChanging)
	}
	if res.Letter != nil {
		if err := r.readLetter(ctx, o, text); err != nil {
			return nil, err
		}
	} else {
		if err := readTable(ctx, o, text); err != nil {
			return nil, err
		}
		refuseNoValues(o)
		checkUnique(o)
		if err := r.checkForeignKeys(ctx, o); err != nil {
			return nil, err
		}
	}
	o.settle()
	return o, nil
}
