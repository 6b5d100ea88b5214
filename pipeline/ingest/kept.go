package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/source/extract"
	"jaarcijfers/pipeline/workfolder"
)

// findKept finds the typed copy that an earlier run kept of a source. Both are known by
// their hash only; a copy that is not what was written is made again.
func (x *ingestion) findKept(ctx context.Context, kept map[string]workfolder.KeptCopy, s extract.Source) (part, bool, error) {
	if len(kept) == 0 || x.Force || x.corrected(s.Resource) {
		return part{}, false, nil
	}
	sum, err := s.Hash(ctx)
	if errors.Is(err, extract.ErrChanged) { // reading it says so
		return part{}, false, nil
	}
	if err != nil {
		return part{}, false, err
	}
	p, ok := kept[x.copyName(s, sum)]
	if !ok {
		return part{}, false, nil
	}
	same, err := hashOf(ctx, p.Snapshot)
	if err != nil {
		return part{}, false, err
	}
	return part{KeptCopy: p}, same == p.Copy, nil
}

// keepCopies leaves typed copies of what was read for the next run, if that is asked for.
// Files with rows that were held back or corrected are read again every time.
func (x *ingestion) keepCopies(ctx context.Context) error {
	if !x.KeepRows {
		return nil
	}
	folder := filepath.Join(x.Work, workfolder.Kept)
	if err := file.MakeFolder(folder, file.PrivateFolder); err != nil {
		return fmt.Errorf("keep rows: %w", err)
	}
	list := map[string]workfolder.KeptCopy{}
	for i, s := range x.sources {
		p := &x.parts[i]
		if p.held.Records > 0 || x.corrected(s.Resource) {
			continue
		}
		if filepath.Dir(p.Snapshot) != folder {
			to := filepath.Join(folder, filepath.Base(p.Snapshot))
			var err error
			if p.Copy, err = hashOf(ctx, p.Snapshot); err != nil {
				return err
			}
			if err := os.Rename(p.Snapshot, to); err != nil {
				return fmt.Errorf("keep rows of %s: %w", s.Name, err)
			}
			p.Snapshot = to
		}
		list[filepath.Base(p.Snapshot)] = p.KeptCopy
	}
	if err := workfolder.WriteKept(x.Work, list); err != nil {
		return err
	}
	return workfolder.SweepKept(x.Work)
}

// hashOf is the hash of a file; empty when it is not there.
func hashOf(ctx context.Context, path string) (string, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("open kept rows: %w", err)
	}
	defer func() { _ = f.Close() }() // it was only read
	info, err := f.Stat()
	if err != nil {
		return "", fmt.Errorf("look at kept rows: %w", err)
	}
	sum, err := extract.HashFile(ctx, f, info.Size())
	if err != nil {
		return "", fmt.Errorf("hash kept rows: %w", err)
	}
	return sum, nil
}
