package site

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/messages"
)

// chartFiles adds the files of each chart: picture, figures and the options of the full
// chart.
func (w *writer) chartFiles(files map[string][]byte, dark map[string]string) error {
	var errs []error
	for _, c := range w.charts {
		base := chartBase(c)
		options, err := optionsScript(c, dark)
		picture, errPicture := w.poster(c)
		if err = errors.Join(err, errPicture); err != nil {
			errs = append(errs, fmt.Errorf("write chart %s.%s: %w", c.ID, c.Lang, err))
			continue
		}
		files[base+".svg"] = picture
		files[base+dataEnding] = c.CSV
		files[base+sheetEnding] = c.Spreadsheet
		files[base+".xlsx"] = c.XLSX
		files[base+".js"] = options
	}
	return errors.Join(errs...)
}

// chartFolder is where the files of the charts stand in a release.
const chartFolder = "charts/"

// chartBase is the place of a chart's files in the release, without the ending.
func chartBase(c plot.Chart) string { return chartFolder + c.Name + "." + c.Lang }

// optionsScript hands a chart's options to the page's script. A script tag
// loads from a file on disk as well, where fetch does not. Every character that
// could end a script or a line in one is written as an escape.
func optionsScript(c plot.Chart, dark map[string]string) ([]byte, error) {
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
	plot.Chart
	Base     string        // path of its files, without the ending
	Groups   []tableGroup  // the rows of its table
	Marks    []mark        // marks in its table
	Cite     string        // how to refer to it
	Theme    string        // id of the page it stands on among others
	Cautions []cautionView // how far its figures carry; on its own page only
	Imprint  string        // what stands under a picture of it, a line each
	Told     template.JS   // what the page's script tells of its years or categories
	Own      bool          // it stands alone on its own page, whose title is the chart's
}

// A tableGroup is the rows of a table that belong to one panel.
type tableGroup struct {
	Title string
	Rows  []plot.TableRow
}

func tableGroups(t plot.Table) []tableGroup {
	var all []tableGroup
	for _, r := range t.Rows {
		if len(all) == 0 || all[len(all)-1].Title != r.Group {
			all = append(all, tableGroup{Title: r.Group})
		}
		last := &all[len(all)-1]
		last.Rows = append(last.Rows, r)
	}
	return all
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
		v, err := w.chartView(c)
		if err != nil {
			return nil, fmt.Errorf("chart %s: %w", c.ID, err)
		}
		v.Theme = pageID
		views = append(views, v)
	}
	return views, nil
}

func (w *writer) chartView(c plot.Chart) (chartView, error) {
	marks, err := w.tableMarks(c.Table)
	if err != nil {
		return chartView{}, err
	}
	var told bytes.Buffer
	json.HTMLEscape(&told, c.Live)
	cite, err := w.cite(c)
	if err != nil {
		return chartView{}, err
	}
	imprint, err := w.imprintOf(c)
	return chartView{Chart: c, Base: w.root + chartBase(c), Groups: tableGroups(c.Table), Marks: marks, Cite: cite, Imprint: strings.Join(imprint, "\n"), Told: template.JS(told.String())}, err
}

// frameRoom is what stands above and below the drawing in a frame, in CSS pixels.
const frameRoom = 260

// FrameHeight is the height to ask for a frame with the chart.
func (v chartView) FrameHeight() int { return v.Height + frameRoom }

// frameEnding is that of the page of a chart that others may embed.
const frameEnding = ".frame.html"

// chartPages are the own pages of each chart: one with all that belongs to it, and
// one that fits in a frame on another's page.
func (w *writer) chartPages() []page {
	var all []page
	for _, c := range w.charts {
		own := page{id: "chart", template: "chart.html", view: ownChart(c), chart: c.ID, files: w.plan.charts[c.ID], ending: ".html", Marking: c.And(marking.Marking{Internal: w.in.Internal})}
		inFrame := own
		inFrame.id, inFrame.ending = "frame", frameEnding
		all = append(all, own, inFrame)
	}
	return all
}

func ownChart(c plot.Chart) func(*writer) (any, error) {
	return func(w *writer) (any, error) {
		s, err := spec(c.ID)
		if err != nil {
			return nil, err
		}
		v, err := w.chartView(c)
		if err != nil {
			return nil, err
		}
		v.Own, v.Theme = true, s.Page
		v.Cautions, err = w.chartCautions(s)
		return v, err
	}
}

// chart is the chart with that id in the language of the pages.
func (w *writer) chart(id string) (plot.Chart, error) {
	i := slices.IndexFunc(w.charts, func(c plot.Chart) bool { return c.ID == id })
	if i < 0 {
		return plot.Chart{}, fmt.Errorf("no chart %q", id)
	}
	return w.charts[i], nil
}

// cite says how to refer to a chart: edition, date and its lasting place.
func (w *writer) cite(c plot.Chart) (string, error) {
	date, err := w.date(w.in.Created)
	if err != nil {
		return "", err
	}
	return w.words.Text("site.chart.cite", messages.Args{
		"title": c.Title, "version": w.in.Version, "date": date, "place": chartBase(c) + ".html",
	})
}

// forbidden is a tag that may not stand in a page. It is asked of tags that suspicious
// lets through: asked of whole drawings it took a twentieth of a build.
var forbidden = regexp.MustCompile(`(?i)^<(script|style|foreignobject|image|use)\b|^<[^<>]*\s(style|on[a-z]+)\s*=`)

// suspicious tells whether a tag can be forbidden at all: it bears the name of such an
// element, or has an attribute that begins as one of those.
func suspicious(tag []byte) bool {
	for _, name := range []string{"script", "style", "foreignobject", "image", "use"} {
		if len(tag) > len(name) && bytes.EqualFold(tag[1:1+len(name)], []byte(name)) {
			return true
		}
	}
	for i, b := range tag {
		if bytes.IndexByte([]byte(" \t\n\f\r"), b) < 0 {
			continue
		}
		if rest := bytes.ToLower(tag[i+1 : min(i+4, len(tag))]); bytes.HasPrefix(rest, []byte("on")) || bytes.Equal(rest, []byte("sty")) {
			return true
		}
	}
	return false
}

// inlineSafe refuses a drawing that the pages' Content-Security-Policy would
// break, before a reader sees it broken.
func inlineSafe(svg []byte) error {
	if len(svg) == 0 {
		return nil
	}
	if !bytes.HasPrefix(svg, []byte("<svg")) {
		return errors.New("drawing does not begin with <svg")
	}
	for rest := svg; ; {
		at := bytes.IndexByte(rest, '<')
		if at < 0 {
			return nil
		}
		rest = rest[at:]
		end := 1
		for end < len(rest) && rest[end] != '<' && rest[end] != '>' {
			end++
		}
		if tag := rest[:end]; suspicious(tag) {
			if found := forbidden.Find(tag); found != nil {
				return fmt.Errorf("drawing holds %q, which may not stand in a page", strings.TrimSpace(string(found)))
			}
		}
		rest = rest[end:]
	}
}
