package pipeline

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strconv"

	"jaarcijfers/charts/draw"
	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/housestyle"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/site"
)

// sqlLimits are what is read of a folder of SQL.
var sqlLimits = file.Limits{FileBytes: 1 << 20, TotalBytes: 64 << 20, Files: 10_000}

// Rules about those folders.
const (
	ruleFilesMany contract.Rule = "files_many"
	ruleSQLLarge  contract.Rule = "sql_large"
)

// readFolders reads the data folder, and the folders of house style and SQL when there are, once and
// whole. All that the run hashes, compares, parses and keeps are those bytes.
func (r *run) readFolders(ctx context.Context) error {
	data, err := r.readFolder(ctx, r.options.Data, contract.FolderLimits)
	if err != nil {
		return err
	}
	r.inputs.Data, r.data = data.Hash(), data
	if err := r.readStyle(ctx); err != nil {
		return err
	}
	if err := r.readSQL(ctx); err != nil {
		return err
	}
	return r.refuseUnfilled()
}

// readSQL reads the SQL of the user, when there is any.
func (r *run) readSQL(ctx context.Context) error {
	if r.options.SQL == "" {
		return nil
	}
	files, err := r.readFolder(ctx, r.options.SQL, sqlLimits)
	if err != nil {
		return err
	}
	if err := r.refuseSQL(files); err != nil {
		return err
	}
	return r.lay(files)
}

// lay puts the SQL of a user over that of the program, and reports what there is of it.
func (r *run) lay(files *file.Copy) error {
	layers, problems, err := model.Lay(r.sql, files)
	if err != nil {
		return err
	}
	r.layers, r.sql, r.sqlProblems = layers, layers, problems
	added, replacing := layers.Added()
	if len(added)+len(replacing) > 0 {
		r.inputs.SQL = files.Hash()
		r.report.OwnSQL = &report.OwnSQL{Folder: r.options.SQL, Added: added, Replacing: replacing}
	}
	if r.options.OwnSQL != nil {
		r.options.OwnSQL(report.OwnSQL{Folder: r.options.SQL, Added: added, Replacing: replacing})
	}
	return nil
}

// ownSQL names the SQL of the user that a release is made with, so that it says so itself.
func (r *run) ownSQL() []string {
	if r.report.OwnSQL == nil {
		return nil
	}
	files := slices.Clone(r.report.OwnSQL.Added)
	for _, name := range r.report.OwnSQL.Replacing {
		files = append(files, "replaced:"+name)
	}
	return files
}

// sqlPlace is a file of SQL as the user finds it: in the folder of their own, or in that of
// the program.
func (r *run) sqlPlace(name string) string {
	if r.layers != nil && !r.isOurs(name) {
		return filepath.Join(r.options.SQL, name)
	}
	return "sql/" + name
}

// isOurs tells whether a file is one of the program. What is wrong with the place or name
// of a file is of the user.
func (r *run) isOurs(name string) bool {
	return !r.layers.Own(name) && !slices.ContainsFunc(r.sqlProblems, func(p model.Problem) bool { return p.File == name })
}

// readStyle reads the house style, when one is given, and refuses one that is wrong.
func (r *run) readStyle(ctx context.Context) error {
	if r.options.Theme == "" {
		return nil
	}
	folder, err := r.readFolder(ctx, r.options.Theme, housestyle.Limits)
	if err != nil {
		return err
	}
	stylesheet, err := site.Stylesheet()
	if err != nil {
		return err
	}
	ground, err := housestyle.NewGround(stylesheet, draw.Light, draw.Dark)
	if err != nil {
		return err
	}
	style, violations := housestyle.Read(folder, ground)
	for _, v := range violations {
		v.Folder = r.options.Theme
		r.report.Violations = append(r.report.Violations, v)
	}
	if len(violations) > 0 {
		return report.ErrRejected
	}
	r.inputs.Theme, r.style = folder.Hash(), style
	return nil
}

// readFolder reads one of them. Of a folder of too many files the report says so.
func (r *run) readFolder(ctx context.Context, folder string, limits file.Limits) (*file.Copy, error) {
	found, err := file.ReadFolder(ctx, folder, limits)
	if errors.Is(err, file.ErrMany) {
		r.report.Violations = append(r.report.Violations, contract.Violation{
			Severity: contract.Error, Folder: folder, File: ".", Rule: ruleFilesMany, Expected: strconv.Itoa(limits.Files),
		})
		return nil, report.ErrRejected
	}
	if err != nil {
		return nil, fmt.Errorf("read folder: %w", err)
	}
	return found, nil
}

// refuseSQL refuses what is no regular file among the SQL, and files of ours that are
// larger than any SQL is. What else is there is not read.
func (r *run) refuseSQL(files *file.Copy) error {
	before := len(r.report.Violations)
	refuse := func(v contract.Violation) {
		v.Severity, v.Folder = contract.Error, r.options.SQL
		r.report.Violations = append(r.report.Violations, v)
	}
	for _, name := range files.NotRegular() {
		refuse(contract.Violation{File: name, Rule: contract.RuleFileOutside})
	}
	for name, large := range files.Large() {
		if slices.Contains([]string{".sql", ".yaml"}, path.Ext(name)) {
			refuse(contract.Violation{
				File: name, Rule: ruleSQLLarge, Value: strconv.FormatInt(large.Bytes, 10), Expected: strconv.FormatInt(large.Limit, 10),
			})
		}
	}
	if len(r.report.Violations) > before {
		contract.SortViolations(r.report.Violations)
		return report.ErrRejected
	}
	return nil
}
