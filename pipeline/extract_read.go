package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/extract"
)

// extractVersion goes into the name of every snapshot of rows: a reader that reads
// differently must not find what an earlier one left.
const extractVersion = "2"

// A part is one source that was read.
type part struct {
	Snapshot string // path
	SHA256   string // of the file
	Records  int
	Notes    []contract.Violation
	// Unique names the set of snapshots of one table, this one among them, in which
	// no key occurs twice.
	Unique string `json:",omitempty"`
	held   extract.Held
}

// read makes a snapshot of every source, or finds the one that an earlier run made
// of the same file.
func (x *extraction) read(ctx context.Context) error {
	total := 0
	for _, s := range x.sources {
		total += megabytes(s.Bytes)
	}
	s := x.run.begin(Extract, total)
	kept := x.keptParts()
	keys := newKeyring(x)
	defer keys.close()
	var violations []contract.Violation
	var whole []extract.Source
	for _, source := range x.sources {
		name := x.partName(source)
		p, cached := kept[name]
		if !cached || x.run.options.Force || x.corrected(source.Resource) {
			var refused []contract.Violation
			var err error
			if p, refused, err = x.snapshot(ctx, source, keys.of(source.Resource.Table), s); err != nil {
				return err
			}
			if len(refused) > 0 {
				violations = append(violations, refused...)
				if differs := source.Listed.Differs(source, "", -1); differs != nil {
					violations = append(violations, *differs)
				}
				continue
			}
		} else {
			keys.unknown(source.Resource.Table)
			s.add(source.Name, megabytes(source.Bytes), true)
		}
		if p.held.Records == 0 && !x.corrected(source.Resource) {
			kept[name] = p
		}
		violations = append(violations, p.Notes...)
		if differs := source.Listed.Differs(source, p.SHA256, p.Records+p.held.Records); differs != nil {
			violations = append(violations, *differs)
		}
		whole = append(whole, source)
		x.parts = append(x.parts, p)
		x.run.readOf(source.Path, p.SHA256)
		x.run.report.Rows += p.Records
	}
	x.run.report.Files += len(x.sources)
	if err := keys.settle(kept); err != nil {
		return err
	}
	s.finish()
	violations = append(violations, x.withoutRows()...)
	if len(whole) == len(x.sources) && !x.failing { // else a correction may be of a row that was not read
		violations = append(violations, x.corrections.Unmet()...)
	}
	if x.sources = whole; x.failing {
		return x.note(violations)
	}
	if err := x.keepParts(kept); err != nil {
		return err
	}
	return x.note(violations)
}

// withoutRows names the files that hold no row. Without a row of offences there is no
// extract, and rows of other tables would all seem to refer to nothing.
func (x *extraction) withoutRows() []contract.Violation {
	if len(x.parts) != len(x.sources) { // then another file was refused, and that is said
		return nil
	}
	first, rows := x.pkg.Resources[0], 0
	for i, p := range x.parts {
		if x.sources[i].Resource.Name == first.Name {
			rows += p.Records + p.held.Records
		}
	}
	var violations []contract.Violation
	for i, p := range x.parts {
		if p.Records+p.held.Records > 0 {
			continue
		}
		s := x.sources[i]
		v := contract.Violation{Severity: contract.Warning, File: s.Name, Cell: s.Sheet, Rule: ruleNoRows, Value: s.Resource.Name}
		if s.Resource.Name == first.Name && rows == 0 {
			v.Severity, v.Rule = contract.Error, ruleNoExtract
		}
		violations = append(violations, v)
	}
	return violations
}

func megabytes(bytes int64) int { return int((bytes + 999_999) / 1_000_000) }

// corrected tells whether rows of a table are corrected. Then its files are read
// every time, so that a correction that no longer fits is seen.
func (x *extraction) corrected(r *contract.Resource) bool { return x.correctionsOf(r) != "" }

// correctionsOf tells snapshots with corrected rows from those as they came.
func (x *extraction) correctionsOf(r *contract.Resource) string {
	var b strings.Builder
	for _, c := range x.corrections.All {
		if c.Table == r.Name {
			fmt.Fprintf(&b, "%v %q %q %q\n", c.Key, c.Column, c.Expected, c.Becomes)
		}
	}
	return b.String()
}

// partName is what a source is known by without reading it: its place, size and
// time, and the contract.
func (x *extraction) partName(s extract.Source) string {
	return fmt.Sprint(s.Path, "\n", s.Sheet, "\n", s.Bytes, "\n", s.Modified, "\n", s.Resource.Fingerprint, "\n", extractVersion, "\n",
		x.correctionsOf(s.Resource), "\n", datesOf(s))
}

// datesOf tells snapshots of dates read in one form from those in another.
func datesOf(s extract.Source) string {
	var all []string
	for _, f := range s.Resource.Schema.Fields {
		if format := s.DateFormat(f.Name); format != "" {
			all = append(all, f.Name+"="+format)
		}
	}
	return strings.Join(all, "\n")
}

func (x *extraction) partsFile() string { return filepath.Join(x.folder(), "parts.json") }

// keptParts are the sources that earlier runs read whole; any doubt means reading
// again.
func (x *extraction) keptParts() map[string]part {
	kept := map[string]part{}
	text, err := os.ReadFile(x.partsFile())
	if err != nil || json.Unmarshal(text, &kept) != nil {
		return map[string]part{}
	}
	for name, p := range kept {
		if _, err := os.Stat(p.Snapshot); err != nil {
			delete(kept, name)
		}
	}
	return kept
}

func (x *extraction) keepParts(kept map[string]part) error {
	own := map[string]part{}
	for _, s := range x.sources {
		if p, ok := kept[x.partName(s)]; ok {
			own[x.partName(s)] = p
		}
	}
	text, err := json.Marshal(own)
	if err != nil {
		return fmt.Errorf("keep list of snapshots: %w", err)
	}
	if err := os.WriteFile(x.partsFile(), text, 0o600); err != nil {
		return fmt.Errorf("keep list of snapshots: %w", err)
	}
	return nil
}

// pruneExtract takes away the snapshots of rows that the run did not use. Rows of
// persons do not linger.
func (r *run) pruneExtract(parts []part) error {
	keep := map[string]bool{"parts": true}
	for _, p := range parts {
		keep[stem(p.Snapshot)] = true
	}
	folder := filepath.Join(r.work, extractFolder)
	if _, err := os.Stat(folder); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return pruneFolder(folder, keep)
}
