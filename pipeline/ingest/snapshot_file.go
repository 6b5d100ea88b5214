package ingest

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/records"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/source/extract"
	"jaarcijfers/pipeline/workfolder"
)

// A passage is what came of reading one source: by the gate, and by the engine.
type passage struct {
	pass   *extract.Pass
	gate   error
	rows   int64
	engine error
}

// whole tells whether both read the same.
func (p passage) whole() bool {
	return p.gate == nil && p.engine == nil && p.rows == int64(p.pass.Records)
}

// snapshotFile reads one source into the engine. Of a plain file gate and engine each
// read all, at the same time, and it counts when the gate finds nothing that the
// engine could have misread. Else it goes through a pipe: what the gate writes into
// it, the engine reads.
func (x *ingestion) snapshotFile(ctx context.Context, source extract.Source, keys *extract.Keys, s *report.Progress) (part, []contract.Violation, error) {
	target := filepath.Join(x.Scratch, "part.parquet")
	defer func() { _ = os.Remove(target) }() // it has its name by then, or is half written
	reader := extract.Open(source, x.corrections)
	reader.CountKeys(keys)
	var p passage
	if reader.Plain(time.Now()) {
		var err error
		if p, err = x.readBeside(ctx, source, reader, target, s); err != nil {
			return part{}, nil, err
		}
	}
	if p.pass == nil || !p.whole() {
		var err error
		if p, err = x.readPiped(ctx, source, reader, target, s); err != nil {
			return part{}, nil, err
		}
	}
	switch {
	case p.gate != nil:
		return part{}, nil, p.gate
	// A file that the gate refuses is cut off on its way, and that is what the engine complains of.
	case p.pass != nil && len(p.pass.Refused) > 0:
		return part{}, p.pass.Refused, nil
	case p.engine != nil:
		return part{}, nil, fmt.Errorf("read %s: %w", source.Name, p.engine)
	case !p.whole():
		return part{}, nil, fmt.Errorf("read %s: the engine took %d of %d records", source.Name, p.rows, p.pass.Records)
	}
	return x.nameSnapshot(source, p.pass, target)
}

// readBeside has the engine read a file while the gate does.
func (x *ingestion) readBeside(ctx context.Context, source extract.Source, reader *extract.File, target string, s *report.Progress) (passage, error) {
	path, err := filepath.Abs(source.Path)
	if err != nil {
		return passage{}, fmt.Errorf("find %s: %w", source.Name, err)
	}
	inner, stop := context.WithCancel(ctx)
	defer stop()
	progress := s.Bytes(source.Name)
	gate := make(chan passage, 1)
	go func() {
		var p passage
		if p.pass, p.gate = reader.PassPlain(inner, progress); p.gate != nil {
			stop() // what the engine reads does not count
		}
		gate <- p
	}()
	rows, refused := x.records.Snapshot(inner, columnsOf(source), records.File{Path: path, Header: true}, target)
	if refused != nil {
		stop()
	}
	p := <-gate
	p.rows, p.engine = rows, refused
	if p.engine == nil { // the gate may have ended before it
		p.engine = source.Unchanged()
	}
	return p, ctx.Err()
}

// readPiped hands the engine what passes the gate.
func (x *ingestion) readPiped(ctx context.Context, source extract.Source, reader *extract.File, target string, s *report.Progress) (passage, error) {
	pipe := filepath.Join(x.Scratch, "pipe")
	progress := s.Bytes(source.Name)
	var p passage
	p.gate, p.engine = extract.Feed(ctx, pipe, func(ctx context.Context, to io.Writer) error {
		var err error
		p.pass, err = reader.Pass(ctx, to, progress)
		return err
	}, func(ctx context.Context) error {
		var err error
		p.rows, err = x.records.Snapshot(ctx, columnsOf(source), records.File{Path: pipe}, target)
		return err
	})
	if p.engine != nil {
		p.gate = nil // it could not go on; the engine says why
	}
	return p, ctx.Err()
}

// nameSnapshot gives a snapshot the name that it is known by.
func (x *ingestion) nameSnapshot(source extract.Source, pass *extract.Pass, target string) (part, []contract.Violation, error) {
	p := part{KeptCopy: workfolder.KeptCopy{SHA256: pass.SHA256, Records: pass.Records, Notes: pass.Notes}, held: pass.Held}
	p.Snapshot = filepath.Join(x.Scratch, x.copyName(source, p.SHA256))
	if err := os.Chmod(target, file.PrivateFile); err != nil { // the engine made it, for all to read
		return part{}, nil, fmt.Errorf("close snapshot of %s to others: %w", source.Name, err)
	}
	if err := os.Rename(target, p.Snapshot); err != nil {
		return part{}, nil, fmt.Errorf("keep snapshot of %s: %w", source.Name, err)
	}
	return p, nil, nil
}
