package release

import (
	"os"
	"path/filepath"
	"strings"
)

// Stands tells whether there is a release in a folder of releases.
func Stands(folder string) bool {
	_, err := os.Stat(filepath.Join(CurrentIn(folder), ManifestFile))
	return err == nil
}

// Damaged lists the files of the release that stands in a folder of releases that are not
// as they were published; none when no release stands. mark is what Mark gave when it was
// published, empty when that is not known.
func Damaged(folder, mark string) []string {
	current := CurrentIn(folder)
	if _, err := os.Stat(current); err != nil {
		return nil
	}
	wrong := Changes(current)
	now, err := Mark(folder)
	if len(wrong) > 0 || mark == "" || err == nil && now == mark {
		return wrong
	}
	was, _, _ := strings.Cut(mark, " ")
	if is, _, _ := strings.Cut(now, " "); is != was {
		return []string{Current}
	}
	return []string{ManifestFile}
}
