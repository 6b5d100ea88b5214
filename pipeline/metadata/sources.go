package metadata

import (
	"fmt"
	"io/fs"
	"path"

	"jaarcijfers/pipeline/marking"
)

// sourceFolder is where, in the data package, the files stand from which its figures were
// read: a row of core.observation names the file and the line.
const sourceFolder = "source"

// Sources are files of data by their place in a release, with their descriptor, so that the
// way of a figure ends in the release. They are named as the descriptor names them, with
// their paths. A marked release has none: it is not what others read, and a file without a
// mark may not stand in it.
func Sources(data fs.FS, pathOf map[string]string, mark marking.Marking) (map[string][]byte, error) {
	if mark.Marked() {
		return nil, nil
	}
	folder := path.Join(Folder(mark), sourceFolder)
	files := map[string][]byte{}
	var named []string
	for name, where := range pathOf {
		text, err := fs.ReadFile(data, where)
		if err != nil {
			return nil, fmt.Errorf("read source: %w", err)
		}
		files[path.Join(folder, where)] = text
		named = append(named, name)
	}
	text, err := fs.ReadFile(data, DescriptorFile)
	if err != nil {
		return nil, fmt.Errorf("read descriptor of sources: %w", err)
	}
	files[path.Join(folder, DescriptorFile)], err = Only(text, named)
	if err != nil {
		return nil, fmt.Errorf("describe sources: %w", err)
	}
	return files, nil
}
