package pipeline

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/template"
)

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
	codes, err := r.extractCodes(ctx)
	if err != nil {
		return nil, fmt.Errorf("read codes of an extract: %w", err)
	}
	form, violations, err := template.New(template.Request{Contract: shape, Codes: codes, Words: r.words, Lang: lang})
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

// extractCodes reads the codes that an extract may use, in the order in which
// they were written down.
func (r *run) extractCodes(ctx context.Context) ([]template.Code, error) {
	found, err := r.ask(ctx, "template/code.sql")
	if err != nil {
		return nil, err
	}
	var codes []template.Code
	for _, row := range found.Rows {
		c := template.Code{}
		for i, text := range []*string{&c.Dimension, &c.Code, &c.Labels[0], &c.Labels[1]} {
			*text, _ = row[i].(string)
		}
		c.From, _ = row[4].(time.Time)
		c.To, _ = row[5].(time.Time)
		c.Source, _ = row[6].(string)
		codes = append(codes, c)
	}
	return codes, nil
}
