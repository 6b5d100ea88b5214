//go:build !windows

package file

import "os"

// removesOpen says that a file can be removed, and its folder renamed, while a process
// has it open.
const removesOpen = true

func openForSync(path string) (*os.File, error) { return os.Open(path) }

func flush(f *os.File) error { return f.Sync() }

// finish gives a file or folder its mode and has both on disk.
func finish(path string, mode os.FileMode) error {
	if err := setMode(path, mode); err != nil {
		return err
	}
	return Sync(path)
}

func removeAll(path string) error { return os.RemoveAll(path) }

func removeIn(root *os.Root, name string) error { return root.Remove(name) }

// patiently does what nobody else can be in the way of.
func patiently(do func() error) error { return do() }
