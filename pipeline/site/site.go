// Package site writes the pages of a release: Dutch at its root, English under
// en/. A page is whole without script and from a file on disk; nothing it holds
// asks for anything outside the release.
//
// [Write] takes rows and drawn charts ([Input]) and the words of each language,
// and writes pages, stylesheet, script and the files of every chart. The same
// input gives the same bytes. To add a page, add it to the list in pages.go,
// give it a template and put its words under site.page.<id> in the messages. A
// chart stands on the page that its charts.Spec names; nothing is done here. What
// a program made up is named so on its page, in its files and in the plan.
package site

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/messages"
	"jaarcijfers/pipeline/site/housestyle"
)

//go:embed templates assets
var embedded embed.FS

// Assets are what the pages need and other packages own.
type Assets struct {
	ECharts  []byte            // the library of the live charts
	Notice   []byte            // its licence
	ChartCSS string            // rules of the drawings, appended to the stylesheet
	Dark     map[string]string // colour of a drawing -> its colour on a dark screen
}

// Write writes the site into folder, in every language of the report. No name that
// comes from data leads out of it.
func Write(ctx context.Context, folder *os.Root, in Input, catalogues map[string]*messages.Catalogue, assets Assets) error {
	files, err := Files(ctx, in, catalogues, assets)
	if err != nil {
		return err
	}
	return writeFiles(ctx, folder, files)
}

// Files gives the files of the site by their path. All pages are tried, so that
// the error names everything that is wrong: a word that is missing, a code without
// a label, a chart that one language lacks.
func Files(ctx context.Context, in Input, catalogues map[string]*messages.Catalogue, assets Assets) (map[string][]byte, error) {
	plan, err := newPlan(in, catalogues)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	errs := []error{assetFiles(files, assets, in.Style)}
	var writers []*writer
	for _, lang := range messages.Languages {
		w, err := newWriter(in, plan, lang, catalogues[lang])
		if err != nil {
			errs = append(errs, err)
			continue
		}
		w.carried = carry(files)
		for _, p := range append(slices.Clone(plan.pages), w.chartPages()...) {
			if err := ctx.Err(); err != nil {
				return nil, fmt.Errorf("write site: %w", err)
			}
			text, err := w.render(p)
			if err != nil {
				errs = append(errs, fmt.Errorf("write page %s: %w", p.path(lang), err))
				continue
			}
			files[p.path(lang)] = text
			errs = append(errs, w.printFiles(files, p.Marking), w.cardFile(files, p))
		}
		feed, err := w.feed()
		if err != nil {
			errs = append(errs, fmt.Errorf("write %s: %w", plan.feed.path(lang), err))
		}
		files[plan.feed.path(lang)] = feed
		errs = append(errs, w.chartFiles(files, assets.Dark), w.returnFiles(files))
		if errors.Join(errs...) != nil {
			continue
		}
		text, err := w.document(files, files[stylesheet])
		if err != nil {
			errs = append(errs, fmt.Errorf("write %s: %w", plan.document.path(lang), err))
		}
		files[plan.document.path(lang)] = text
		writers = append(writers, w)
	}
	errs = append(errs, in.describeFiles(files, writers, catalogues))
	security, err := in.securityFile()
	if err := errors.Join(append(errs, err)...); err != nil {
		return nil, err
	}
	if len(security) > 0 {
		files[securityPath] = security
	}
	return files, nil
}

// render makes the text of one page.
func (w *writer) render(p page) ([]byte, error) {
	w = w.at(p)
	main, err := p.view(w)
	if err != nil {
		return nil, err
	}
	frame, err := w.frame(p, main)
	if err != nil {
		return nil, err
	}
	layout := "layout.html"
	if p.ending == frameEnding {
		layout = "frame.html"
	}
	t, err := w.template(p, layout)
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	if err := t.Execute(&text, frame); err != nil {
		return nil, fmt.Errorf("fill template: %w", err)
	}
	return w.spellOut(tidy(text.Bytes()))
}

// template is the template of a page in a layout, with the words of that page. It is
// parsed and escaped once for all pages that have it.
func (w *writer) template(p page, layout string) (*template.Template, error) {
	funcs, key := w.funcs(p), layout+" "+p.template
	if t := w.templates[key]; t != nil {
		return t.Funcs(funcs), nil
	}
	t, err := template.New(layout).Funcs(funcs).
		ParseFS(embedded, "templates/"+layout, "templates/parts/*.html", "templates/"+p.template)
	if err != nil {
		return nil, fmt.Errorf("parse template: %w", err)
	}
	w.templates[key] = t
	return t, nil
}

// tidy takes out the blank lines and line-end spaces that template actions
// leave. Text in pre elements holds neither.
func tidy(page []byte) []byte {
	var out bytes.Buffer
	for line := range bytes.Lines(page) {
		if line = bytes.TrimRight(line, " \t\n"); len(line) > 0 {
			out.Write(line)
			out.WriteByte('\n')
		}
	}
	return out.Bytes()
}

func assetFiles(files map[string][]byte, assets Assets, house housestyle.Style) error {
	style, err := styled(house)
	if err != nil {
		return err
	}
	if house.Logo.SVG != nil {
		files[logoFile] = house.Logo.SVG
	}
	script, err := script()
	if err != nil {
		return err
	}
	files[stylesheet] = append(append(style, "\n/* Drawings. */\n"...), assets.ChartCSS...)
	files["assets/site.js"] = script
	for _, name := range []string{early, "assets/icon.svg"} {
		if files[name], err = fs.ReadFile(embedded, name); err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
	}
	files["assets/echarts.js"] = assets.ECharts
	files["assets/echarts-LICENSE.txt"] = assets.Notice
	return nil
}

// script joins the parts of the pages' script in the order of their names, which
// begin with a number. As modules they would not load from a file on disk.
func script() ([]byte, error) {
	names, err := fs.Glob(embedded, "assets/script/*.js")
	if err != nil {
		return nil, fmt.Errorf("list scripts: %w", err)
	}
	var all []byte
	for _, name := range names {
		text, err := fs.ReadFile(embedded, name)
		if err != nil {
			return nil, fmt.Errorf("read script: %w", err)
		}
		all = append(all, text...)
	}
	return all, nil
}

func writeFiles(ctx context.Context, folder *os.Root, files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("write site: %w", err)
		}
		if err := file.Put(folder, filepath.FromSlash(name), files[name]); err != nil {
			return err
		}
	}
	return nil
}
