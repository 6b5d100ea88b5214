package pipeline

import (
	"io/fs"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/edition"
	"jaarcijfers/pipeline/file"
)

// AsAcceptedBut is a data folder in which all files but some are as they were accepted
// last, so that accepting those takes nothing else along. The descriptor, the accepted
// state and the register are always as they stand.
func AsAcceptedBut(folder *file.Copy, but []string) *file.Copy {
	accepted := map[string][]byte{}
	_ = fs.WalkDir(folder, edition.Copies, func(copied string, e fs.DirEntry, err error) error {
		name := strings.TrimPrefix(copied, edition.Copies+"/")
		if err != nil || e.IsDir() || name == contract.DescriptorFile || name == edition.RegisterFile || slices.Contains(but, name) {
			return nil //nolint:nilerr // without an accepted copy a file is as it stands
		}
		if text, err := folder.ReadFile(copied); err == nil {
			accepted[name] = text
		}
		return nil
	})
	return folder.With(accepted)
}
