package pipeline

import (
	"fmt"
	"io/fs"
	"os"
	"path"

	"jaarcijfers/pipeline/accepted"
	"jaarcijfers/pipeline/acknowledged"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/metadata"
	"jaarcijfers/pipeline/site"
)

// sourceFolder is where, in the data package, the files stand from which its figures were
// read: a row of core.observation names the file and the line.
const sourceFolder = "source"

// sources are the files of the data by their place in a release, with their descriptor, so
// that the way of a figure ends in the release. Left out are files with rows that never
// leave, the register, which is a table, and what was acknowledged, which is for those who
// build. A marked release has none: it is not what
// others read, and a file without a mark may not stand in it.
func (r *run) sources(in site.Input) (map[string][]byte, error) {
	if in.Marked() {
		return nil, nil
	}
	folder := path.Join(metadata.Folder(in.Marking), sourceFolder)
	files := map[string][]byte{}
	var named []string
	for _, res := range r.input.pkg.Resources {
		if res.Private || res.Path == accepted.RegisterFile || res.Path == acknowledged.File {
			continue
		}
		text, err := fs.ReadFile(r.data, res.Path)
		if err != nil {
			return nil, fmt.Errorf("read source: %w", err)
		}
		files[path.Join(folder, res.Path)] = text
		named = append(named, res.Name)
	}
	text, err := fs.ReadFile(r.data, contract.DescriptorFile)
	if err != nil {
		return nil, fmt.Errorf("read descriptor of sources: %w", err)
	}
	files[path.Join(folder, metadata.DescriptorFile)], err = metadata.Only(text, named)
	if err != nil {
		return nil, fmt.Errorf("describe sources: %w", err)
	}
	return files, nil
}

// writeSources writes them under the folder of a draft.
func (r *run) writeSources(root *os.Root, in site.Input) error {
	files, err := r.sources(in)
	if err != nil {
		return err
	}
	for name, text := range files {
		if err := file.MakeFolderIn(root, path.Dir(name), file.PrivateFolder); err != nil {
			return err
		}
		if err := file.Put(root, name, text); err != nil {
			return err
		}
	}
	return nil
}
