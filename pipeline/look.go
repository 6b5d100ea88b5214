package pipeline

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/ingest/template"
	"jaarcijfers/pipeline/model"
	"jaarcijfers/pipeline/present"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/synth"
	"jaarcijfers/pipeline/warehouse"
)

// A Modelled is what a data folder gives once it is loaded and modelled.
type Modelled struct {
	Package   *contract.Package
	SQL       fs.FS
	Warehouse *warehouse.Warehouse
	Models    *model.Models
}

// Look loads and models the data, and hands over the result as long as act runs. The work
// folder is one of its own, which goes. The report holds what is wrong with the data, when
// that is why act was not called.
func Look(ctx context.Context, o Options, act func(Modelled) error) (*report.Report, error) {
	return o.look(ctx, func(r *run) error {
		return act(Modelled{Package: r.input.pkg, SQL: r.sql, Warehouse: r.warehouse, Models: r.models})
	})
}

// look loads and models the data in a work folder of its own, for an act that only
// reads them.
func (o Options) look(ctx context.Context, act func(*run) error) (*report.Report, error) {
	folder, err := os.MkdirTemp("", "jaarcijfers-")
	if err != nil {
		return nil, fmt.Errorf("make folder: %w", err)
	}
	defer func() { _ = file.Remove(folder) }()
	o.Work, o.Extract = folder, ingest.Options{}
	return start(ctx, o, func(r *run) error {
		if err := r.inOrder(ctx, r.load, r.model); err != nil {
			return err
		}
		return act(r)
	})
}

// ask answers the question that an SQL file is.
func (r *run) ask(ctx context.Context, file string, args ...any) (*engine.ResultSet, error) {
	question, err := fs.ReadFile(r.sql, file)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return r.warehouse.Query(ctx, string(question), args...)
}

// MissingOf lists what a year still needs. Year 0 stands for the one after the last
// of which the total of the OM is known; the year that was meant is returned. The
// report holds what is wrong with the data, when that is why there is no list.
func MissingOf(ctx context.Context, o Options, year int) (int, []present.Missing, *report.Report, error) {
	var list []present.Missing
	told, err := o.look(ctx, func(r *run) error {
		if year == 0 {
			next, err := r.ask(ctx, "missing/year.sql")
			if err != nil {
				return fmt.Errorf("find the next year: %w", err)
			}
			if len(next.Rows) == 0 || next.Rows[0][0] == nil {
				return nil
			}
			year = int(next.Rows[0][0].(int32))
		}
		found, err := r.ask(ctx, "missing/item.sql", year)
		if err != nil {
			return fmt.Errorf("list what %d needs: %w", year, err)
		}
		list = present.MissingOf(found.Columns, found.Rows)
		return nil
	})
	return year, list, told, err
}

// TemplateOptions say what workbook to write for those who fill in an extract.
type TemplateOptions struct {
	Path    string // .xlsx
	Lang    string // of the explanation
	Replace bool   // a file that is there already
}

// templateMode lets others read a template: there is nothing in it.
const templateMode = 0o644

// Template writes an empty workbook for an extract, after the contract and the codes of
// o.Data: see package template. The report has what is wrong with the data when the error
// is ErrRejected or ErrChecks; the error is a *file.ExistsError when there is a file
// already.
func Template(ctx context.Context, o Options, t TemplateOptions) (*report.Report, error) {
	if err := file.MayHandOut(t.Path, t.Replace); err != nil {
		return nil, err
	}
	told, err := o.look(ctx, func(r *run) error {
		form, err := r.template(ctx, t.Lang)
		if err != nil {
			return err
		}
		return file.HandOut(t.Path, t.Replace, templateMode, form.Write)
	})
	if told != nil {
		told.Rejects = "" // they stood in a folder that is gone
	}
	return told, err
}

// template makes the workbook of an extract from the contract and the codes of the run.
func (r *run) template(ctx context.Context, lang string) (*template.Form, error) {
	shape, err := fs.Sub(r.data, contract.ExtractFolder)
	if err != nil {
		return nil, fmt.Errorf("find contract of extract: %w", err)
	}
	found, err := r.ask(ctx, "template/code.sql")
	if err != nil {
		return nil, fmt.Errorf("read codes of an extract: %w", err)
	}
	form, violations, err := template.New(template.Request{Contract: shape, Codes: template.Codes(found.Rows), Words: r.words, Lang: lang})
	if err != nil {
		return nil, err
	}
	for _, v := range violations {
		v.File = filepath.Join(contract.ExtractFolder, v.File)
		r.report.Violations = append(r.report.Violations, v)
	}
	if form == nil {
		return nil, report.ErrRejected
	}
	return form, nil
}

// SynthOptions say what synthetic extract to write.
type SynthOptions struct {
	Folder string // new or empty
	Rows   int    // number of offences; 0 for the published totals by year and kind
	Seed   uint64
	Parts  int // files per table; 0 for one
}

// Synth writes a generated extract that follows the published totals of o.Data,
// and gives the paths of its files. done is called for each. The report holds what is
// wrong with the data, when that is why there is none.
func Synth(ctx context.Context, o Options, s SynthOptions, done func(file string)) ([]string, *report.Report, error) {
	var paths []string
	told, err := o.look(ctx, func(r *run) error {
		plan, err := r.plan(ctx, s.Rows > 0)
		if err != nil {
			return err
		}
		paths, err = synth.Write(ctx, s.Folder, plan, synth.Options{Rows: s.Rows, Seed: s.Seed, Parts: s.Parts}, done)
		return err
	})
	if told != nil {
		told.Rejects = "" // it was in a folder that is gone
	}
	return paths, told, err
}

// plan is what a synthetic extract imitates: the years for which both kinds are
// known. beyond adds a year like the last.
func (r *run) plan(ctx context.Context, beyond bool) (plan synth.Plan, err error) {
	var rows [3][][]any
	for i, question := range []struct{ file, what string }{
		{"synth/total.sql", "published totals"}, {"synth/weight.sql", "weights of synthetic extracts"}, {"synth/ground.sql", "grounds of articles"},
	} {
		found, err := r.ask(ctx, question.file)
		if err != nil {
			return plan, fmt.Errorf("read %s: %w", question.what, err)
		}
		rows[i] = found.Rows
	}
	return synth.NewPlan(rows[0], rows[1], rows[2], beyond), nil
}
