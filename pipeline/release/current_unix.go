//go:build !windows

package release

import (
	"os"
	"path/filepath"

	"jaarcijfers/pipeline/file"
)

// CurrentIn is the folder of the release that counts in a folder of releases: a link.
func CurrentIn(folder string) string { return filepath.Join(folder, Current) }

// nameCurrent reads which release counts.
func nameCurrent(folder string) (string, error) { return os.Readlink(filepath.Join(folder, Current)) }

// setCurrent makes a release the one that counts, in one step.
func setCurrent(folder, name string) error { return file.Link(name, filepath.Join(folder, Current)) }
