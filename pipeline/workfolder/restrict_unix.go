//go:build unix

package workfolder

import (
	"io/fs"
	"os"
	"syscall"
)

// ours tells whether a file is of the user who runs the program.
func ours(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return !ok || int(stat.Uid) == os.Geteuid()
}
