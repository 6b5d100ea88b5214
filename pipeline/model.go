package pipeline

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/report"
)

// model runs the SQL models over the raw tables.
func (r *run) model(ctx context.Context) error {
	models, problems, err := r.warehouse.Load(ctx, r.sql)
	if err != nil {
		return fmt.Errorf("load models: %w", err)
	}
	r.models = models
	for lang, words := range r.words {
		r.words[lang] = words.With(models.Numbers())
	}
	if problems = slices.Concat(r.sqlProblems, problems); len(problems) > 0 {
		return r.stopOn(problems)
	}
	r.selected()
	s := r.begin(report.Model, len(r.models.Models))
	problems, err = r.models.Run(ctx, r.warehouse.DB, func(model string) { s.Done(model, false) })
	if err != nil {
		return fmt.Errorf("run models: %w", err)
	}
	if len(problems) > 0 {
		return r.stopOn(problems)
	}
	r.report.Models = len(r.models.Models)
	s.Finish()
	return nil
}

// stopOn reports what is wrong in the SQL files themselves.
func (r *run) stopOn(problems []model.Problem) error {
	for _, p := range problems {
		r.report.Findings = append(r.report.Findings, report.Finding{
			Severity: contract.Error, Check: p.Name, File: r.sqlPlace(p.File), Line: p.Line,
			Text: messages.InAll(r.words, "model."+p.Kind, messages.Args{"name": p.Name, "detail": p.Detail, "file": p.File}),
		})
	}
	return report.ErrChecks
}

// selected narrows the models of a run to those that it is of.
func (r *run) selected() {
	only := r.report.Only
	if only == nil {
		return
	}
	all := r.models
	r.models = all.Select(only.Names)
	only.ModelsLeft = len(all.Models) - len(r.models.Models)
	only.ChecksLeft = len(all.Checks) - len(r.models.Checks)
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
