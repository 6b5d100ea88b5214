package contract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
)

// An Accepted is a file whose new content the descriptor was made to name.
type Accepted struct {
	Path  string
	Bytes int
}

// ErrNoFile says that a file to accept is not one that has changed.
var ErrNoFile = errors.New("not a changed file of the descriptor")

var (
	hashOf = regexp.MustCompile(`("hash"\s*:\s*)"[^"]*"`)
	sizeOf = regexp.MustCompile(`("bytes"\s*:\s*)\d+`)
)

// Accept makes the descriptor of a data folder name the files as they are now:
// those given, by their path in the descriptor, or all that have changed. It is
// what a person says who changed a file on purpose. Nothing is written when try
// is true. The rest of the descriptor stays as it stands, byte for byte.
func Accept(dir string, files []string, try bool) ([]Accepted, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", dir, err)
	}
	defer func() { _ = root.Close() }() // it was only read
	p, violations, err := Load(root.FS())
	if err != nil {
		return nil, err
	}
	if p == nil {
		return nil, fmt.Errorf("read %s: %s", DescriptorFile, violations[0].Value)
	}
	text, err := root.ReadFile(DescriptorFile)
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
		if text, err = renamed(text, v.File, truth.Bytes, truth.Hash); err != nil {
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
	return all, replaceFile(filepath.Join(dir, DescriptorFile), text)
}

// renamed writes size and hash into the resource of a file.
func renamed(text []byte, file string, size int, hash string) ([]byte, error) {
	var d descriptor
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("read descriptor: %w", err)
	}
	for _, raw := range d.Resources {
		var r resourceJSON
		if json.Unmarshal(raw, &r) != nil || r.Path != file {
			continue
		}
		named := hashOf.ReplaceAll(raw, []byte(`${1}"`+hash+`"`))
		named = sizeOf.ReplaceAll(named, fmt.Appendf(nil, "${1}%d", size))
		return bytes.Replace(text, raw, named, 1), nil
	}
	return nil, fmt.Errorf("accept %s: %w", file, ErrNoFile)
}

// replaceFile writes a file whole or not at all.
func replaceFile(path string, text []byte) error {
	part := path + ".part"
	if err := os.WriteFile(part, text, 0o644); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", path, err), os.Remove(part))
	}
	if err := os.Rename(part, path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
