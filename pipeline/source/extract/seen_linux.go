package extract

import (
	"io/fs"
	"os"
	"syscall"
)

func seenOf(info fs.FileInfo) seen {
	s := seen{size: info.Size(), modified: info.ModTime().UnixNano()}
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		s.changed, s.device, s.inode = stat.Ctim.Nano(), stat.Dev, stat.Ino
	}
	return s
}

// openPlain opens a file without waiting, should it have become a pipe.
func openPlain(root *os.Root, name string) (*os.File, error) {
	return root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
}
