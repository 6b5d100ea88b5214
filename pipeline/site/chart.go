package site

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/messages"
)

// chartFiles adds the files of each chart: drawing, figures and the options of
// the live chart.
func chartFiles(files map[string][]byte, all []charts.Chart, dark map[string]string) error {
	var errs []error
	for _, c := range all {
		base := chartBase(c)
		options, err := optionsScript(c, dark)
		if err != nil {
			errs = append(errs, fmt.Errorf("write chart %s.%s: %w", c.ID, c.Lang, err))
			continue
		}
		files[base+".svg"] = c.File
		files[base+".csv"] = c.CSV
		files[base+".js"] = options
	}
	return errors.Join(errs...)
}

func chartBase(c charts.Chart) string { return "charts/" + c.ID + "." + c.Lang }

// optionsScript hands a chart's options to the page's script. A script tag
// loads from a file on disk as well, where fetch does not. Every character that
// could end a script or a line in one is written as an escape.
func optionsScript(c charts.Chart, dark map[string]string) ([]byte, error) {
	id, err := json.Marshal(c.ID)
	if err != nil {
		return nil, fmt.Errorf("write its id: %w", err)
	}
	var options bytes.Buffer
	if err := json.Compact(&options, c.Options); err != nil {
		return nil, fmt.Errorf("read its options: %w", err)
	}
	colours, err := json.Marshal(dark)
	if err != nil {
		return nil, fmt.Errorf("write its colours: %w", err)
	}
	var script bytes.Buffer
	script.WriteString("jaarcijfersChart(")
	script.Write(id)
	script.WriteString(", ")
	json.HTMLEscape(&script, options.Bytes())
	script.WriteString(", ")
	json.HTMLEscape(&script, colours)
	script.WriteString(");\n")
	return script.Bytes(), nil
}

// A chartView is a chart on a page.
type chartView struct {
	charts.Chart
	Base  string // path of its files, without the ending
	Marks []mark // marks in its table
	Cite  string // how to refer to it
}

// chartsOf are the charts that stand on a page.
func (w *writer) chartsOf(pageID string) ([]chartView, error) {
	var views []chartView
	for _, c := range w.charts {
		s, err := spec(c.ID)
		if err != nil {
			return nil, err
		}
		if s.Page != pageID {
			continue
		}
		if err := errors.Join(inlineSafe(c.SVG), inlineSafe(c.Narrow)); err != nil {
			return nil, fmt.Errorf("chart %s: %w", c.ID, err)
		}
		marks, err := w.tableMarks(c.Table)
		if err != nil {
			return nil, fmt.Errorf("chart %s: %w", c.ID, err)
		}
		cite, err := w.cite(c, pageID)
		if err != nil {
			return nil, fmt.Errorf("chart %s: %w", c.ID, err)
		}
		views = append(views, chartView{Chart: c, Base: w.root + chartBase(c), Marks: marks, Cite: cite})
	}
	return views, nil
}

// cite says how to refer to a chart: edition, date and its lasting place.
func (w *writer) cite(c charts.Chart, pageID string) (string, error) {
	p, err := pageByID(pageID)
	if err != nil {
		return "", err
	}
	date, err := w.date(w.in.Created)
	if err != nil {
		return "", err
	}
	return w.words.Text("site.chart.cite", messages.Args{
		"title": c.Title, "version": w.in.Version, "date": date, "place": p.path(w.lang) + "#" + slug(c.ID),
	})
}

var forbidden = regexp.MustCompile(`(?i)<(script|style|foreignobject|image|use)\b|\s(style|on[a-z]+)\s*=`)

// inlineSafe refuses a drawing that the pages' Content-Security-Policy would
// break, before a reader sees it broken.
func inlineSafe(svg []byte) error {
	if len(svg) == 0 {
		return nil
	}
	if !bytes.HasPrefix(svg, []byte("<svg")) {
		return errors.New("drawing does not begin with <svg")
	}
	if found := forbidden.Find(svg); found != nil {
		return fmt.Errorf("drawing holds %q, which may not stand in a page", strings.TrimSpace(string(found)))
	}
	return nil
}
