package extract

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
	"jaarcijfers/pipeline/source/typing"
)

// Rules about the fields of a record, as far as they can be seen in its text.
const (
	RulePattern   contract.Rule = "pattern"
	RuleCellLarge contract.Rule = "cell_large"
	RuleMaxLength contract.Rule = "max_length"
	RuleRows      contract.Rule = "rows_many"
)

// A Fault is one record that is rejected, or that is handed on and reported.
type Fault struct {
	Record    int // its number among those handed on; -1 when it is not
	Violation contract.Violation
	Fields    []string // of the record as far as it could be cut
	Text      string   // as it stands in the file
	Period    string   // year of the record; empty when it cannot be read
	Undated   int      // its place in Held.Undated; -1 when it is not there
}

// A Pass is what one reading of a source gave.
type Pass struct {
	SHA256  string
	Records int                  // handed on
	Held    Held                 // records held back
	Refused []contract.Violation // the file as a whole breaks its contract
	Notes   []contract.Violation // what was done with cells of a sheet, as warnings
}

// A File reads one source.
type File struct {
	source      Source
	corrections *Corrections
	checks      []check
	patterns    []int        // places of the checks with a pattern
	small       int          // no field of a record of so many bytes can be too large
	plain       bool         // stop at the first thing that is not plain
	first       string       // name of the first column
	missing     []string     // texts that stand for no value, besides the empty one
	listed      map[Kind]int // faults kept of the pass
	undated     map[Undated]int
	keys        *Keys
	keyAt       []int  // places of the fields of the primary key
	key         []byte // scratch
}

// Open gets ready to read a source with corrections, which may be nil.
func Open(s Source, corrections *Corrections) *File {
	f := &File{source: s, corrections: corrections.of(s.Resource), small: s.Resource.Limits.CellBytes, first: s.Resource.Schema.Fields[0].Name}
	f.missing = slices.DeleteFunc(slices.Clone(s.Resource.Schema.Missing), func(text string) bool { return text == "" })
	for _, field := range s.Resource.Schema.Fields {
		c := newCheck(field, s.Resource.Limits.CellBytes)
		c.names = c.names || field.Type == contract.String && field.Codelist == "" && isKey(s.Resource.Schema, field.Name)
		c.cluster = field.Name == clusterColumn
		if c.longest > 0 {
			f.small = min(f.small, c.longest)
		}
		if c.pattern != nil || c.names {
			f.patterns = append(f.patterns, len(f.checks))
		}
		f.checks = append(f.checks, c)
	}
	return f
}

// clusterColumn names the cluster that a case is of.
const clusterColumn = "cluster"

// isKey tells whether a field is of a key, its own or that of another table.
func isKey(s *contract.Schema, name string) bool {
	return slices.Contains(s.PrimaryKey, name) || slices.ContainsFunc(s.ForeignKeys, func(k contract.ForeignKey) bool { return slices.Contains(k.Fields, name) })
}

// Plain says whether an engine could read the file by itself, if nothing in it were
// wrong; whether that is so, PassPlain tells. A name that the engine would take for
// a pattern of names could make it read another file.
//
// One that was changed a moment before now is not: another change could not be seen.
func (f *File) Plain(now time.Time) bool {
	r := f.source.Resource
	return f.source.Format == "csv" && r.Encoding == "utf-8" && r.Dialect.Delimiter == format.Separator && r.Dialect.Quote == '"' && f.corrections == nil && len(f.missing) == 0 && !f.source.seen.fresh(now) &&
		!strings.ContainsAny(f.source.Path, `*?[\`)
}

// PassPlain is a Pass that hands nothing on, for a file that an engine reads by
// itself at the same time. What the engine read counts only when there is no error.
func (f *File) PassPlain(ctx context.Context, progress func(bytes int)) (*Pass, error) {
	f.plain = true
	defer func() { f.plain = false }()
	mark := f.keys.mark()
	p, err := f.Pass(ctx, io.Discard, progress)
	if err == nil && len(p.Refused) > 0 {
		err = format.ErrNotPlain
	}
	if err != nil {
		f.keys.rewind(mark)
	}
	return p, err
}

// CountKeys has Pass count the primary keys of the records it hands on.
func (f *File) CountKeys(keys *Keys) {
	f.keys = keys
	for _, name := range f.source.Resource.Schema.PrimaryKey {
		f.keyAt = append(f.keyAt, f.source.Resource.Schema.Index(name))
	}
}

func (f *File) countKey(r *Record) error {
	if f.keys == nil {
		return nil
	}
	if len(f.keyAt) == 1 {
		if key := r.Fields[f.keyAt[0]]; len(key) > 0 {
			return f.keys.add(key)
		}
		return nil
	}
	f.key = f.key[:0]
	for _, at := range f.keyAt {
		if len(r.Fields[at]) == 0 {
			return nil // as in SQL, a key with a part that has no value is like no other
		}
		f.key = append(append(f.key, r.Fields[at]...), 0)
	}
	return f.keys.add(f.key)
}

// Pass reads the whole source, and writes every record that is built well to out,
// as CSV with a semicolon and no header. progress is called with the bytes read.
func (f *File) Pass(ctx context.Context, out io.Writer, progress func(bytes int)) (*Pass, error) {
	p := &Pass{}
	f.listed, f.undated = map[Kind]int{}, map[Undated]int{}
	for i := range f.checks {
		f.checks[i].digits, f.checks[i].persons = digits{}, persons{} // of an earlier pass
	}
	to := bufio.NewWriterSize(out, 1<<18)
	var line []byte
	note := func(v contract.Violation) {
		v.File, v.Severity = f.source.Name, contract.Warning
		p.Notes = append(p.Notes, v)
	}
	sum, err := f.read(ctx, progress, func(_ int, r *Record, flaw format.Fault) error {
		if flaw.Rule != "" {
			p.Held.add(f, r, flaw)
			return nil
		}
		if p.Records == f.source.Resource.Limits.Rows {
			return &format.Refusal{Violation: contract.Violation{Line: r.Line, Rule: RuleRows, Expected: strconv.Itoa(p.Records)}}
		}
		p.Records++
		if err := f.countKey(r); err != nil {
			return err
		}
		if f.plain {
			return nil
		}
		line = r.AppendCSV(line[:0])
		if _, err := to.Write(line); err != nil {
			return fmt.Errorf("hand on record: %w", err)
		}
		return nil
	}, note)
	p.SHA256 = sum
	if err == nil {
		err = f.rounded()
	}
	if err == nil {
		f.noteCitizens(note)
		err = f.ofPersons()
	}
	if changed := f.source.Unchanged(); errors.Is(err, ErrChanged) || errors.Is(changed, ErrChanged) {
		err = &format.Refusal{Violation: contract.Violation{Rule: RuleChanging}} // and nothing else that it says counts
	}
	var refused *format.Refusal
	if errors.As(err, &refused) {
		for _, v := range append([]contract.Violation{refused.Violation}, refused.Also...) {
			v.File, v.Severity = f.source.Name, contract.Error
			if f.source.Sheet != "" && v.Cell == "" {
				v.Cell = f.source.Sheet
			}
			p.Refused = append(p.Refused, v)
		}
		return p, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.source.Name, err)
	}
	if err := to.Flush(); err != nil {
		return nil, fmt.Errorf("hand on %s: %w", f.source.Name, err)
	}
	return p, nil
}

// read gives each record with the number it has, or would have, among those
// handed on, and the hash of the file.
func (f *File) read(ctx context.Context, progress func(int), each func(int, *Record, format.Fault) error, note func(contract.Violation)) (string, error) {
	file, err := f.source.open()
	if err != nil {
		return "", err
	}
	defer func() { _ = file.Close() }() // it was only read
	info, err := file.Stat()
	if err != nil {
		return "", fmt.Errorf("look at file: %w", err)
	}
	kind, known := format.Named(f.source.Format)
	if !known {
		return "", fmt.Errorf("there is no format %q", f.source.Format)
	}
	in := format.Input{
		File: file, Size: info.Size(), Resource: f.source.Resource, Sheet: f.source.Sheet, Plain: f.plain,
		SerialDates: func(field string) bool { return f.source.DateFormat(field) == typing.SerialFormat },
	}
	out := format.Output{Header: f.header, Record: f.numbered(each), Note: note}
	if kind.Streams {
		in.Hash, in.Progress = sha256.New(), progress
		err := kind.Reader.Read(ctx, in, out)
		return hex.EncodeToString(in.Hash.Sum(nil)), err
	}
	sum, err := HashFile(ctx, io.NewSectionReader(file, 0, info.Size()+1), info.Size())
	if err != nil {
		return "", err
	}
	err = kind.Reader.Read(ctx, in, out)
	progress(int(info.Size()))
	// These are not read from their first byte to their last, so what was read can be
	// other bytes than those that were hashed.
	again, failed := f.source.hash(ctx, info.Size())
	switch {
	case failed != nil:
		return "", failed
	case again != sum:
		return "", ErrChanged
	}
	return sum, err
}

// numbered validates each record and gives it with its number among those that are
// handed on.
func (f *File) numbered(each func(int, *Record, format.Fault) error) func(*format.Record, format.Fault) error {
	number, r := 0, &Record{}
	return func(from *format.Record, flaw format.Fault) error {
		r.Record, r.corrected = from, nil
		if flaw.Rule == "" {
			flaw = f.validate(r)
		}
		if f.plain && flaw.Rule != "" {
			return format.ErrNotPlain
		}
		if err := each(number, r, flaw); err != nil {
			return err
		}
		if flaw.Rule == "" {
			number++
		}
		return nil
	}
}
