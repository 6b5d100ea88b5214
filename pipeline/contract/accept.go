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
	"strconv"

	"jaarcijfers/pipeline/file"
)

// An Accepted is a file whose new content the descriptor was made to name.
type Accepted struct {
	Path  string
	Bytes int
}

// dataMode is that of a file in a data folder, which people edit.
const dataMode = 0o644

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
	return all, file.Write(filepath.Join(dir, DescriptorFile), dataMode, text)
}

// Renamed writes size and hash into the resource of a file in the text of a
// descriptor; an entry that lacks them gets them after its path.
func Renamed(text []byte, file string, size int, hash string) ([]byte, error) {
	var d descriptor
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("read descriptor: %w", err)
	}
	for _, raw := range d.Resources {
		var r resourceJSON
		if json.Unmarshal(raw, &r) != nil || r.Path != file {
			continue
		}
		named := written(raw, hashOf, "hash", `"`+hash+`"`)
		named = written(named, sizeOf, "bytes", strconv.Itoa(size))
		return bytes.Replace(text, raw, named, 1), nil
	}
	return nil, fmt.Errorf("accept %s: %w", file, ErrNoFile)
}

var pathOf = regexp.MustCompile(`(\n?[ \t]*)"path"\s*:\s*"(?:[^"\\]|\\.)*"`)

// written replaces the value of a property, or adds the property after the path,
// on a line of its own when the path has one.
func written(raw []byte, property *regexp.Regexp, name, value string) []byte {
	if at := property.FindSubmatchIndex(raw); at != nil {
		return append(append(bytes.Clone(raw[:at[3]]), value...), raw[at[1]:]...)
	}
	at := pathOf.FindSubmatchIndex(raw)
	if at == nil {
		return raw
	}
	added := "," + string(raw[at[2]:at[3]]) + `"` + name + `": ` + value
	return append(append(bytes.Clone(raw[:at[1]]), added...), raw[at[1]:]...)
}
