package contract

import (
	"io/fs"
	"path"
	"slices"

	"jaarcijfers/pipeline/messages"
)

// ruleUnfilled is a place that a scaffold left to be filled in.
const ruleUnfilled Rule = "unfilled"

// textEndings are those of files in which something may be left to be filled in.
var textEndings = []string{".csv", ".json", ".yaml", ".txt", ".html", ".sql"}

// Unfilled finds the places that are left to be filled in, in the files of a folder that are
// asked for by name: what such a place would be taken for is no fault that anyone made. The
// violations name the folder, empty for that of the data.
func Unfilled(files fs.FS, folder string, asked func(name string) bool) []Violation {
	var found []Violation
	_ = fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !slices.Contains(textEndings, path.Ext(name)) || !asked(name) {
			return nil //nolint:nilerr // who reads the file says why it cannot be read
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil //nolint:nilerr // as above
		}
		for _, m := range messages.FindUnfilled(text) {
			found = append(found, Violation{Severity: Error, Folder: folder, File: name, Line: m.Line, Rule: ruleUnfilled, Value: m.Name})
		}
		return nil
	})
	return found
}
