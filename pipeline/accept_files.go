package pipeline

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/edition"
)

// acceptedFiles is a data folder in which all files but some are as they were
// accepted last, so that accepting those takes nothing else along.
type acceptedFiles struct {
	folder fs.FS
	but    []string
}

func (a acceptedFiles) Open(name string) (fs.File, error) { return a.folder.Open(a.place(name)) }

func (a acceptedFiles) ReadFile(name string) ([]byte, error) {
	return fs.ReadFile(a.folder, a.place(name))
}

func (a acceptedFiles) Stat(name string) (fs.FileInfo, error) {
	return fs.Stat(a.folder, a.place(name))
}

func (a acceptedFiles) Lstat(name string) (fs.FileInfo, error) {
	return fs.Lstat(a.folder, a.place(name))
}

func (a acceptedFiles) ReadLink(name string) (string, error) {
	return fs.ReadLink(a.folder, a.place(name))
}

// place is where a file is read: in the accepted copies when there is one. The
// descriptor, the accepted state and the register are always as they stand.
func (a acceptedFiles) place(name string) string {
	inside := name == edition.Folder || strings.HasPrefix(name, edition.Folder+"/")
	if inside || name == contract.DescriptorFile || name == edition.RegisterFile || slices.Contains(a.but, name) {
		return name
	}
	copied := path.Join(edition.Copies, name)
	if info, err := fs.Stat(a.folder, copied); err != nil || info.IsDir() {
		return name
	}
	return copied
}
