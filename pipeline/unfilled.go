package pipeline

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/unfilled"
)

// ruleUnfilled is a place that a scaffold left to be filled in.
const ruleUnfilled contract.Rule = "unfilled"

// textEndings are those of files in which something may be left to be filled in.
var textEndings = []string{".csv", ".json", ".yaml", ".txt", ".html", ".sql"}

// refuseUnfilled refuses the files of data, and of SQL of the user, in which something is
// left to be filled in: what it would be taken for is no fault that anyone made.
func (r *run) refuseUnfilled() error {
	before := len(r.report.Violations)
	if err := r.findUnfilled(r.data, "", func(name string) bool { return !strings.HasPrefix(name, contract.AcceptedFolder+"/") }); err != nil {
		return err
	}
	if r.layers != nil {
		if err := r.findUnfilled(r.layers, r.options.SQL, r.layers.Own); err != nil {
			return err
		}
	}
	if len(r.report.Violations) > before {
		return report.ErrRejected
	}
	return nil
}

func (r *run) findUnfilled(files fs.FS, folder string, of func(name string) bool) error {
	return fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !slices.Contains(textEndings, path.Ext(name)) || !of(name) {
			return nil //nolint:nilerr // who reads the file says why it cannot be read
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil //nolint:nilerr // as above
		}
		for _, m := range unfilled.Find(text) {
			r.report.Violations = append(r.report.Violations, contract.Violation{
				Severity: contract.Error, Folder: folder, File: name, Line: m.Line, Rule: ruleUnfilled, Value: m.Name,
			})
		}
		return nil
	})
}
