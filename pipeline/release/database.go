package release

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
)

// A DatabaseState is what the manifest beside a database says of it.
type DatabaseState int

// Unlisted has no manifest that names it, Published is as it was published, Changed is
// not.
const (
	Unlisted DatabaseState = iota
	Published
	Changed
)

// DatabaseOf compares a database with the manifest beside it. A log beside it counts
// as a change: the engine reads it as part of the database.
func DatabaseOf(path string) DatabaseState {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return Unlisted
	}
	text, err := os.ReadFile(filepath.Join(filepath.Dir(path), ManifestFile))
	var m Manifest
	if err != nil || json.Unmarshal(text, &m) != nil {
		return Unlisted
	}
	at := slices.IndexFunc(m.Files, func(f File) bool { return f.Path == filepath.Base(path) })
	if at < 0 {
		return Unlisted
	}
	listed := m.Files[at]
	if _, err := os.Lstat(path + ".wal"); err == nil {
		return Changed
	}
	if info, err := os.Stat(path); err != nil || info.Size() != listed.Bytes {
		return Changed
	}
	if sum, _, err := hashFile(path); err != nil || sum != listed.SHA256 {
		return Changed
	}
	return Published
}
