//go:build unix

package workfolder

import (
	"io/fs"
	"os"
	"syscall"
)

// ours tells whether a file is of the user who runs the program.
func ours(_ string, info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return !ok || int(stat.Uid) == os.Geteuid()
}

// isOpen tells whether others than its owner have rights on a folder.
func isOpen(_ string, info fs.FileInfo) bool { return info.Mode()&forOthers != 0 }

// closeFolder takes from a folder the rights of all but its owner.
func closeFolder(path string) error { return os.Chmod(path, 0o700) }
