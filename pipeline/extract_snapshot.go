package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/extract"
	"jaarcijfers/pipeline/warehouse"
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

// snapshot reads one source into the engine. Of a plain file gate and engine each
// read all, at the same time, and it counts when the gate finds nothing that the
// engine could have misread. Else it goes through a pipe: what the gate writes into
// it, the engine reads.
func (x *extraction) snapshot(ctx context.Context, source extract.Source, keys *extract.Keys, s *stepper) (part, []contract.Violation, error) {
	target := filepath.Join(x.folder(), "part.parquet")
	defer func() { _ = os.Remove(target) }() // it has its name by then, or is half written
	file := extract.Open(source, x.corrections)
	file.CountKeys(keys)
	var p passage
	if file.Plain() {
		var err error
		if p, err = x.beside(ctx, source, file, target, s); err != nil {
			return part{}, nil, err
		}
	}
	if p.pass == nil || !p.whole() {
		var err error
		if p, err = x.piped(ctx, source, file, target, s); err != nil {
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
	return x.named(source, p.pass, target)
}

// beside has the engine read a file while the gate does.
func (x *extraction) beside(ctx context.Context, source extract.Source, file *extract.File, target string, s *stepper) (passage, error) {
	path, err := filepath.Abs(source.Path)
	if err != nil {
		return passage{}, fmt.Errorf("find %s: %w", source.Name, err)
	}
	inner, stop := context.WithCancel(ctx)
	defer stop()
	told := s.bytes(source.Name)
	gate := make(chan passage, 1)
	go func() {
		var p passage
		if p.pass, p.gate = file.PassPlain(inner, told); p.gate != nil {
			stop() // what the engine reads does not count
		}
		gate <- p
	}()
	rows, refused := x.records.Snapshot(inner, columnsOf(source), warehouse.RecordFile{Path: path, Header: true}, target)
	if refused != nil {
		stop()
	}
	p := <-gate
	p.rows, p.engine = rows, refused
	return p, ctx.Err()
}

// piped hands the engine what passes the gate.
func (x *extraction) piped(ctx context.Context, source extract.Source, file *extract.File, target string, s *stepper) (passage, error) {
	pipe := filepath.Join(x.folder(), "pipe")
	told := s.bytes(source.Name)
	var p passage
	p.gate, p.engine = extract.Feed(ctx, pipe, func(ctx context.Context, to io.Writer) error {
		var err error
		p.pass, err = file.Pass(ctx, to, told)
		return err
	}, func(ctx context.Context) error {
		var err error
		p.rows, err = x.records.Snapshot(ctx, columnsOf(source), warehouse.RecordFile{Path: pipe}, target)
		return err
	})
	if p.engine != nil {
		p.gate = nil // it could not go on; the engine says why
	}
	return p, ctx.Err()
}

// named gives a snapshot its lasting name.
func (x *extraction) named(source extract.Source, pass *extract.Pass, target string) (part, []contract.Violation, error) {
	p := part{SHA256: pass.SHA256, Records: pass.Records, Notes: pass.Notes, held: pass.Held}
	sum := sha256.Sum256([]byte(strings.Join([]string{
		extractVersion, source.Name, source.Sheet, p.SHA256, source.Resource.Fingerprint, x.correctionsOf(source.Resource), datesOf(source),
	}, "\n")))
	p.Snapshot = filepath.Join(x.folder(), source.Resource.Table+"-"+hex.EncodeToString(sum[:16])+".parquet")
	if err := os.Chmod(target, 0o600); err != nil { // the engine made it, for all to read
		return part{}, nil, fmt.Errorf("close snapshot of %s to others: %w", source.Name, err)
	}
	if err := os.Rename(target, p.Snapshot); err != nil {
		return part{}, nil, fmt.Errorf("keep snapshot of %s: %w", source.Name, err)
	}
	return p, nil, nil
}
