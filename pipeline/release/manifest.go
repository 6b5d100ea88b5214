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

	"jaarcijfers/pipeline/file"
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
	var err error
	if m.Files, err = listFiles(dir); err != nil {
		return nil, fmt.Errorf("list release %s: %w", dir, err)
	}
	return m, nil
}

// listFiles describes the files of a release.
func listFiles(dir string) (files []File, err error) {
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil || e.IsDir() || rel == ManifestFile {
			return err
		}
		f := File{Path: filepath.ToSlash(rel), Bytes: notAFile}
		if e.Type().IsRegular() { // reading anything else may never end
			if f.SHA256, f.Bytes, err = hashFile(path); err != nil {
				return err
			}
		}
		files = append(files, f)
		return nil
	})
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files, err
}

// notAFile is the size of what is a link or a device.
const notAFile = -1

// noLog makes sure that no database in a folder has a log beside it: the engine did
// not finish it then.
func noLog(dir string) error {
	logs, err := filepath.Glob(filepath.Join(dir, "*.wal"))
	if err == nil && len(logs) > 0 {
		err = fmt.Errorf("the database is not finished: %s is left", filepath.Base(logs[0]))
	}
	return err
}

// Name is what a release with this manifest is called.
func (m *Manifest) Name() string {
	sum := sha256.Sum256(m.bytes())
	return nameOf(m.Version, hex.EncodeToString(sum[:]))
}

// nameOf is the name of a release of a version whose manifest has that hash.
func nameOf(version, sum string) string { return version + "-" + sum[:12] }

func (m *Manifest) bytes() []byte {
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil // a Manifest holds only text and numbers
	}
	return append(text, '\n')
}

func (m *Manifest) write(root *os.Root) error {
	if err := file.Put(root, ManifestFile, m.bytes()); err != nil {
		return fmt.Errorf("write manifest: %w", err)
	}
	return nil
}

func readManifest(dir string) (*Manifest, error) {
	text, err := os.ReadFile(filepath.Join(dir, ManifestFile))
	if err != nil {
		return nil, fmt.Errorf("read manifest: %w", err)
	}
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, fmt.Errorf("read manifest of %s: %w", dir, err)
	}
	return &m, nil
}

// Verify compares the release in dir with its manifest and names every file
// that is missing, changed or not listed, the database too.
func Verify(dir string) ([]string, error) {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, fmt.Errorf("find release: %w", err)
	}
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	return m.compare(dir)
}

// Changes lists what Verify finds; a manifest that cannot be read is changed itself.
func Changes(dir string) []string {
	wrong, err := Verify(dir)
	if err != nil {
		return []string{ManifestFile}
	}
	return wrong
}

// compare names the files of a folder that are not as the manifest says.
func (m *Manifest) compare(dir string) ([]string, error) {
	files, err := listFiles(dir)
	if err != nil {
		return nil, fmt.Errorf("list release %s: %w", dir, err)
	}
	return compareFiles(m.Files, files), nil
}

// Mark tells the current release in a folder of releases from any other: by its name
// and by the bytes of its manifest, which tells of all others.
func Mark(folder string) (string, error) {
	name, err := nameCurrent(folder)
	if err != nil {
		return "", fmt.Errorf("read current release: %w", err)
	}
	sum, _, err := hashFile(filepath.Join(CurrentIn(folder), ManifestFile))
	if err != nil {
		return "", fmt.Errorf("read manifest: %w", err)
	}
	return name + " " + sum, nil
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
	return hashClose(f)
}

func hashClose(f *os.File) (sum string, size int64, err error) {
	defer func() { _ = f.Close() }()
	h := sha256.New()
	size, err = io.Copy(h, f)
	if err != nil {
		return "", 0, fmt.Errorf("read %s: %w", f.Name(), err)
	}
	return hex.EncodeToString(h.Sum(nil)), size, nil
}
