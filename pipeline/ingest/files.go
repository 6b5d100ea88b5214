package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/source/extract"
)

// A FileState is what a file of an extract was when a build read it.
type FileState struct {
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// extractFiles lists the files of an extract by name, with their size; of what is no
// regular file the size is -1.
func extractFiles(at string) (map[string]int64, error) {
	files := map[string]int64{}
	info, err := os.Stat(at)
	if err != nil {
		return nil, fmt.Errorf("look at extract: %w", err)
	}
	root, err := os.OpenRoot(baseOf(at))
	if err != nil {
		return nil, fmt.Errorf("open extract: %w", err)
	}
	defer func() { _ = root.Close() }() // it was only read
	add := func(name string) {
		files[name] = -1
		if info, err := root.Stat(name); err == nil && info.Mode().IsRegular() {
			files[name] = info.Size()
		}
	}
	if !info.IsDir() {
		add(filepath.Base(at))
		if list := extract.DescriptorOf(filepath.Base(at)); file.IsRegular(filepath.Join(baseOf(at), list)) {
			add(list)
		}
		return files, nil
	}
	err = fs.WalkDir(root.FS(), ".", func(name string, _ fs.DirEntry, err error) error {
		if err == nil && name != "." {
			add(name)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list extract: %w", err)
	}
	return files, nil
}

// Unchanged tells whether the extract is byte for byte what a build read. Size and
// time would not tell: programs that copy keep the time.
func Unchanged(ctx context.Context, at string, before map[string]FileState) bool {
	files, err := extractFiles(at)
	if err != nil || len(files) != len(before) {
		return false // reading it again will say what is wrong
	}
	for name, size := range files { // first what costs nothing
		if known, ok := before[name]; !ok || known.Bytes != size {
			return false
		}
	}
	for name, known := range before {
		if known.Bytes < 0 {
			continue
		}
		if sum, err := hashExtractFile(ctx, at, name, known.Bytes); err != nil || sum != known.SHA256 {
			return false
		}
	}
	return true
}

func hashExtractFile(ctx context.Context, at, name string, size int64) (string, error) {
	f, err := os.OpenInRoot(baseOf(at), name)
	if err != nil {
		return "", fmt.Errorf("open %s: %w", name, err)
	}
	defer func() { _ = f.Close() }() // it was only read
	sum, err := extract.HashFile(ctx, f, size)
	if err != nil {
		return "", fmt.Errorf("hash %s: %w", name, err)
	}
	return sum, nil
}

// listFiles notes what the extract was: of a file with rows the hash of the bytes
// that were counted.
func (x *ingestion) listFiles(ctx context.Context) error {
	read := map[string]string{}
	if x.delivery.Descriptor != "" {
		read[x.delivery.Descriptor] = x.delivery.DescriptorSHA256
	}
	for i, s := range x.sources {
		if before, ok := read[s.Name]; ok && before != x.parts[i].SHA256 { // sheets of one workbook
			return x.refuseChanged(s)
		}
		read[s.Name] = x.parts[i].SHA256
	}
	files, err := extractFiles(x.Path)
	if err != nil {
		return err
	}
	state := map[string]FileState{}
	for name, size := range files {
		sum, ok := read[path.Base(name)]
		if !ok && size >= 0 {
			sum, err = hashExtractFile(ctx, x.Path, name, size)
			if errors.Is(err, extract.ErrChanged) { // the next build reads all again
				return nil
			}
			if err != nil {
				return err
			}
		}
		state[name] = FileState{Bytes: size, SHA256: sum}
	}
	x.result.Files = state
	return nil
}

// verify makes sure that every file is the one that was read, now that its rejected rows
// were looked up in it again.
func (x *ingestion) verify(context.Context) error {
	for _, s := range x.sources {
		err := s.Unchanged()
		if errors.Is(err, extract.ErrChanged) {
			return x.refuseChanged(s)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// refuseChanged refuses a file that was written to while it was read.
func (x *ingestion) refuseChanged(s extract.Source) error {
	return x.stop([]contract.Violation{{Severity: contract.Error, File: s.Name, Rule: extract.RuleChanging}})
}
