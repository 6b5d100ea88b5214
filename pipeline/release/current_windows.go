package release

import "path/filepath"

// CurrentIn is the folder of the release that counts in a folder of releases. Where none
// counts it is one that is not there.
func CurrentIn(folder string) string {
	name, err := readPointer(folder)
	if err != nil {
		name = Current
	}
	return filepath.Join(folder, name)
}

// nameCurrent reads which release counts.
func nameCurrent(folder string) (string, error) { return readPointer(folder) }

// setCurrent makes a release the one that counts, in one step: not by a link, for which
// a user of Windows needs a right, nor by a junction, which cannot take the place of another.
func setCurrent(folder, name string) error { return writePointer(folder, name) }
