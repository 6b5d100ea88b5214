package release

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jaarcijfers/pipeline/marking"
)

// ManifestFile is the name of the manifest in a release.
const ManifestFile = "manifest.json"

// DatabaseFile is the name of the database in a release, before what it bears is put in it.
const DatabaseFile = "jaarcijfers.duckdb"

// FindDatabase gives the path of the database in the folder of a release: of the
// usual one when there is none.
func FindDatabase(folder string) string {
	for _, m := range marking.All() {
		path := filepath.Join(folder, m.Named(DatabaseFile))
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	return filepath.Join(folder, DatabaseFile)
}

// A Manifest lists what a release holds, so that anyone can check that nothing
// was changed since. The same input gives the same manifest.
type Manifest struct {
	Title   string `json:"title"`
	Version string `json:"version"`
	Created string `json:"created"` // of the data package, not of the build
	// Internal says that the figures are of an extract that is not made up.
	Internal bool    `json:"internal,omitempty"`
	Tables   []Table `json:"tables"`
	Files    []File  `json:"files"`
}

// CountsRows tells whether the figures of the release in a folder are of an extract
// that is not made up: the manifest says so, or it is of before manifests did and
// lists tables that were read.
func (m *Manifest) CountsRows(folder string) bool {
	if m.Internal {
		return true
	}
	read := slices.ContainsFunc(m.Tables, func(t Table) bool { return t.Name == "mart.extract_source" && t.Rows > 0 })
	return read && filepath.Base(FindDatabase(folder)) != marking.Marking{Synthetic: true}.Named(DatabaseFile)
}

// A Table is one table of the database with the hash of its rows in order.
type Table struct {
	Name   string `json:"name"`
	Rows   int    `json:"rows"`
	SHA256 string `json:"sha256"`
}

// A File is one file of the release; the manifest itself is not among them.
type File struct {
	Path   string `json:"path"` // with slashes, from the release folder
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// NewManifest lists the files under dir.
func NewManifest(dir, title, version, created string, tables []Table) (*Manifest, error) {
	m := &Manifest{Title: title, Version: version, Created: created, Tables: tables}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil || e.IsDir() || rel == ManifestFile {
			return err
		}
		sum, size, err := hashFile(path)
		if err != nil {
			return err
		}
		m.Files = append(m.Files, File{Path: filepath.ToSlash(rel), Bytes: size, SHA256: sum})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list release %s: %w", dir, err)
	}
	slices.SortFunc(m.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return m, nil
}

// Name is what a release with this manifest is called.
func (m *Manifest) Name() string {
	sum := sha256.Sum256(m.bytes())
	return m.Version + "-" + hex.EncodeToString(sum[:])[:12]
}

func (m *Manifest) bytes() []byte {
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil // a Manifest holds only text and numbers
	}
	return append(text, '\n')
}

func (m *Manifest) write(dir string) error {
	if err := os.WriteFile(filepath.Join(dir, ManifestFile), m.bytes(), 0o644); err != nil {
		return fmt.Errorf("write manifest: %w", err)
	}
	return nil
}

// Verify compares the release in dir with its manifest and names every file
// that is missing, changed or not listed. It reads no table of the database.
func Verify(dir string) ([]string, error) {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, fmt.Errorf("find release: %w", err)
	}
	text, err := os.ReadFile(filepath.Join(dir, ManifestFile))
	if err != nil {
		return nil, fmt.Errorf("read manifest: %w", err)
	}
	var want Manifest
	if err := json.Unmarshal(text, &want); err != nil {
		return nil, fmt.Errorf("read manifest of %s: %w", dir, err)
	}
	have, err := NewManifest(dir, want.Title, want.Version, want.Created, want.Tables)
	if err != nil {
		return nil, err
	}
	return compareFiles(want.Files, have.Files), nil
}

// Edition is the name of the edition in the folder of a release; empty when there is
// no release that can be read.
func Edition(dir string) string {
	text, err := os.ReadFile(filepath.Join(dir, ManifestFile))
	var m Manifest
	if err != nil || json.Unmarshal(text, &m) != nil {
		return ""
	}
	return m.Version
}

func compareFiles(want, have []File) []string {
	found := map[string]File{}
	for _, f := range have {
		found[f.Path] = f
	}
	var wrong []string
	for _, f := range want {
		if found[f.Path] != f {
			wrong = append(wrong, f.Path)
		}
		delete(found, f.Path)
	}
	for path := range found {
		wrong = append(wrong, path)
	}
	slices.Sort(wrong)
	return wrong
}

func hashFile(path string) (sum string, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, fmt.Errorf("open: %w", err)
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	size, err = io.Copy(h, f)
	if err != nil {
		return "", 0, fmt.Errorf("read %s: %w", path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), size, nil
}
