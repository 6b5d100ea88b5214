package contract

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// An Accepted is a file whose new content the descriptor was made to name.
type Accepted struct {
	Path  string
	Bytes int
}

// ErrNoFile says that a file to accept is not one that has changed.
var ErrNoFile = errors.New("not a changed file of the descriptor")

// Accept makes the descriptor of a data folder name the files as they are now:
// those given, by their path in the descriptor, or all that have changed. It is
// what a person says who changed a file on purpose. Nothing is written when try
// is true. The rest of the descriptor stays as it stands, byte for byte.
func Accept(dir string, files []string, try bool) ([]Accepted, error) {
	folder := os.DirFS(dir)
	p, violations, err := Load(folder)
	if err != nil {
		return nil, err
	}
	if p == nil {
		return nil, fmt.Errorf("read %s: %s", DescriptorFile, violations[0].Value)
	}
	text, err := fs.ReadFile(folder, DescriptorFile)
	if err != nil {
		return nil, fmt.Errorf("read descriptor: %w", err)
	}
	var all []Accepted
	for _, v := range violations {
		if v.Rule != RuleFileChanged || len(files) > 0 && !slices.Contains(files, v.File) {
			continue
		}
		var truth struct {
			Bytes int
			Hash  string
		}
		if err := json.Unmarshal([]byte("{"+v.Expected+"}"), &truth); err != nil {
			return nil, fmt.Errorf("accept %s: %w", v.File, err)
		}
		if text, err = Renamed(text, v.File, truth.Bytes, truth.Hash); err != nil {
			return nil, err
		}
		all = append(all, Accepted{v.File, truth.Bytes})
	}
	for _, file := range files {
		if !slices.ContainsFunc(all, func(a Accepted) bool { return a.Path == file }) {
			return nil, fmt.Errorf("accept %s: %w", file, ErrNoFile)
		}
	}
	if try || len(all) == 0 {
		return all, nil
	}
	return all, ReplaceFile(filepath.Join(dir, DescriptorFile), text)
}

// Renamed writes size and hash into the resource of a file in the text of a
// descriptor; an entry that lacks them gets them after its path.
func Renamed(text []byte, file string, size int, hash string) ([]byte, error) {
	found := false
	changed, _, err := withValue(text, "resources", func(list []byte) ([]byte, error) {
		items, err := itemsOf(list)
		if err != nil {
			return nil, err
		}
		for _, item := range items {
			raw := list[item.start:item.end]
			var r resourceJSON
			if json.Unmarshal(raw, &r) != nil || r.Path != file {
				continue
			}
			found = true
			named, err := withMember(raw, "hash", `"`+hash+`"`, "path")
			if err == nil {
				named, err = withMember(named, "bytes", strconv.Itoa(size), "path")
			}
			return spliced(list, item.start, item.end, string(named)), err
		}
		return list, nil
	})
	switch {
	case err != nil:
		return nil, fmt.Errorf("read descriptor: %w", err)
	case !found:
		return nil, fmt.Errorf("accept %s: %w", file, ErrNoFile)
	}
	return changed, nil
}

// PartPattern names files that are being written: hidden, and gone when they are
// whole.
const PartPattern = ".part-*"

// ReplaceFile writes a file whole or not at all, and has it on disk before it bears
// its name.
func ReplaceFile(path string, text []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), PartPattern)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", path, errors.Join(err, os.Remove(f.Name())))
	}
	return nil
}
