package release

import (
	"encoding/json"
	"os"
	"path/filepath"
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
	if err != nil || json.Unmarshal(text, &m) != nil || m.Database == nil || m.Database.Path != filepath.Base(path) {
		return Unlisted
	}
	if _, err := os.Lstat(path + ".wal"); err == nil {
		return Changed
	}
	if info, err := os.Stat(path); err != nil || info.Size() != m.Database.Bytes {
		return Changed
	}
	if sum, _, err := hashFile(path); err != nil || sum != m.Database.SHA256 {
		return Changed
	}
	return Published
}
