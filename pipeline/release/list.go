package release

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A Kept is one release of a folder of releases.
type Kept struct {
	Name     string    `json:"name"`     // of its folder
	Version  string    `json:"version"`  // name of the edition
	Made     time.Time `json:"made"`     // when its manifest was written
	Bytes    int64     `json:"bytes"`    // of all its files
	SHA256   string    `json:"sha256"`   // of its manifest, from which follow all others
	Current  bool      `json:"current"`  // the one that readers open
	Internal bool      `json:"internal"` // its figures are of a real extract
	Damaged  []string  `json:"damaged"`  // files that are not as they were published
}

// List lists the releases in a folder, the newest first; none when there is no folder.
func List(folder string) ([]Kept, error) {
	names, err := releaseNames(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	current, err := nameCurrent(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errNoPointer) && !isFolder(filepath.Join(folder, Current)) {
		return nil, fmt.Errorf("read current release: %w", err)
	}
	var list []Kept
	for _, name := range names {
		k, err := describe(filepath.Join(folder, name))
		if err != nil {
			return nil, err
		}
		k.Current = name == current
		list = append(list, k)
	}
	slices.SortFunc(list, func(a, b Kept) int { return cmp.Or(b.Made.Compare(a.Made), cmp.Compare(a.Name, b.Name)) })
	return list, nil
}

// IsCurrent tells whether the release of that name is the one that counts.
func IsCurrent(folder, name string) bool {
	now, err := nameCurrent(folder)
	return err == nil && now == name
}

// releaseNames are the folders that are releases.
func releaseNames(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("list releases: %w", err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && releaseName.MatchString(e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// describe reads one release and compares it with its manifest. One whose manifest cannot
// be read, or of which one byte is not that of its name, is damaged.
func describe(dir string) (Kept, error) {
	k := Kept{Name: filepath.Base(dir), Damaged: []string{}}
	files, err := listFiles(dir)
	if err != nil {
		return k, fmt.Errorf("list release %s: %w", dir, err)
	}
	for _, f := range files {
		k.Bytes += max(0, f.Bytes)
	}
	info, err := os.Stat(filepath.Join(dir, ManifestFile))
	if err != nil {
		k.Damaged = []string{ManifestFile}
		return k, nil //nolint:nilerr // who lists is told that it is damaged
	}
	k.Made, k.Bytes = info.ModTime().UTC().Truncate(time.Second), k.Bytes+info.Size()
	if k.SHA256, _, err = hashFile(filepath.Join(dir, ManifestFile)); err != nil {
		return k, err
	}
	m, err := readManifest(dir)
	if err != nil || !strings.HasPrefix(k.Name, nameOf(m.Version, k.SHA256)) {
		k.Damaged = []string{ManifestFile}
		return k, nil //nolint:nilerr // see above
	}
	k.Version, k.Internal = m.Version, m.CountsRows(dir)
	k.Damaged = append(k.Damaged, compareFiles(m.Files, files)...)
	return k, nil
}
