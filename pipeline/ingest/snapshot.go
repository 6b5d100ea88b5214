package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/source/extract"
	"jaarcijfers/pipeline/workfolder"
)

// A part is one source that was read.
type part struct {
	workfolder.KeptCopy
	held extract.Held
}

// snapshot makes a snapshot of every source, or finds the one that an earlier run kept of
// the same file.
func (x *ingestion) snapshot(ctx context.Context) error {
	total := 0
	for _, s := range x.sources {
		total += megabytes(s.Bytes)
	}
	s := report.Begin(x.Events, report.Extract, total)
	kept := workfolder.ReadKept(x.Work)
	keys := newKeyCounter(x)
	defer keys.close()
	var violations []contract.Violation
	var whole []extract.Source
	for _, source := range x.sources {
		p, wrong, err := x.snapshotOrKept(ctx, source, kept, keys, s)
		if err != nil {
			return err
		}
		if violations = append(violations, wrong...); p == nil {
			continue
		}
		whole = append(whole, source)
		x.parts = append(x.parts, *p)
		x.result.Report.Rows += p.Records
	}
	x.result.Report.Files += len(x.sources)
	if err := keys.resolve(); err != nil {
		return err
	}
	s.Finish()
	violations = append(violations, x.withoutRows()...)
	if len(whole) == len(x.sources) && !x.failing { // else a correction may be of a row that was not read
		violations = append(violations, x.corrections.Unmet()...)
	}
	if x.sources = whole; x.failing {
		return x.collect(violations)
	}
	if err := x.keepCopies(ctx); err != nil {
		return err
	}
	return x.collect(violations)
}

// snapshotOrKept finds the snapshot that an earlier run kept of a source, or makes one. It
// is nil when the source is refused.
func (x *ingestion) snapshotOrKept(ctx context.Context, source extract.Source, kept map[string]workfolder.KeptCopy, keys *keyCounter, s *report.Progress) (*part, []contract.Violation, error) {
	p, found, err := x.findKept(ctx, kept, source)
	if err != nil {
		return nil, nil, err
	}
	if found {
		keys.unknown(source.Resource.Table)
		s.Add(source.Name, megabytes(source.Bytes), true)
	} else {
		var refused []contract.Violation
		if p, refused, err = x.snapshotFile(ctx, source, keys.of(source.Resource.Table), s); err != nil {
			return nil, nil, err
		}
		if len(refused) > 0 {
			return nil, withListed(refused, source.Listed.Differs(source, "", -1)), nil
		}
	}
	return &p, withListed(p.Notes, source.Listed.Differs(source, p.SHA256, p.Records+p.held.Records)), nil
}

// withListed adds how a file differs from what the delivery lists, if it does.
func withListed(violations []contract.Violation, differs *contract.Violation) []contract.Violation {
	if differs == nil {
		return violations
	}
	return append(slices.Clip(violations), *differs)
}

// withoutRows names the files that hold no row. Without a row of offences there is no
// extract, and rows of other tables would all seem to refer to nothing.
func (x *ingestion) withoutRows() []contract.Violation {
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
func (x *ingestion) corrected(r *contract.Resource) bool { return x.correctionsOf(r) != "" }

// correctionsOf tells snapshots with corrected rows from those as they came.
func (x *ingestion) correctionsOf(r *contract.Resource) string {
	var b strings.Builder
	for _, c := range x.corrections.All {
		if c.Table == r.Name {
			fmt.Fprintf(&b, "%v %q %q %q\n", c.Key, c.Column, c.Expected, c.Becomes)
		}
	}
	return b.String()
}

// snapshotVersion goes into the name of every snapshot of rows: a reader that reads
// differently must not find what an earlier one left.
const snapshotVersion = "3"

// copyName is the name of the snapshot of a source: of all that its rows depend on.
func (x *ingestion) copyName(s extract.Source, sha256Of string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{
		snapshotVersion, s.Name, s.Sheet, sha256Of, s.Resource.Fingerprint, x.correctionsOf(s.Resource), datesOf(s),
	}, "\n")))
	return s.Resource.Table + "-" + hex.EncodeToString(sum[:16]) + ".parquet"
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
