package plot

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"jaarcijfers/charts"
	"jaarcijfers/charts/draw"
	"jaarcijfers/pipeline/messages"
)

// Build makes all charts in all languages, in the order of All and of
// messages.Languages, but for optional ones that data has no rows for. Only
// drawings that cache does not hold are drawn, on every processor that there is. done is
// called for each chart, in that order and from here; cached says that no drawing was
// needed. The errors of all charts come together.
func Build(ctx context.Context, data Data, words map[string]*messages.Catalogue, cache *draw.Cache, done func(id, lang string, cached bool)) ([]Chart, error) {
	var all []Chart
	var errs []error
	for spec, built := range sideBySide(ctx, cache, func(drawer *draw.Drawer, spec charts.Spec) []outcome {
		return inAllLanguages(ctx, drawer, spec, data, words)
	}) {
		for _, one := range built {
			switch {
			case one.err != nil:
				errs = append(errs, fmt.Errorf("%s: %w", one.lang, one.err))
				continue
			case one.chart != nil:
				all = append(all, *one.chart)
			}
			done(spec.ID, one.lang, one.cached)
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return all, errors.Join(errs...)
}

// An outcome is what became of a chart in one language. The chart is nil for an optional
// one that is left out.
type outcome struct {
	chart  *Chart
	lang   string
	cached bool
	err    error
}

// inAllLanguages makes a chart with one drawer, which makes the drawing of a second
// language from that of the first where it can.
func inAllLanguages(ctx context.Context, drawer *draw.Drawer, spec charts.Spec, data Data, words map[string]*messages.Catalogue) []outcome {
	var all []outcome
	for _, lang := range messages.Languages {
		if ctx.Err() != nil {
			break
		}
		c, cached, err := build(ctx, drawer, spec, data, words[lang])
		all = append(all, outcome{c, lang, cached, err})
	}
	return all
}

// mostDrawers limits how often ECharts is started, which takes a tenth of a second and
// more than a hundred megabytes each time.
const mostDrawers = 2

// sideBySide makes every chart, as many at once as there are processors, and gives them in
// the order of All. It waits for those under way when the caller stops, or when ctx ends.
func sideBySide(ctx context.Context, cache *draw.Cache, one func(*draw.Drawer, charts.Spec) []outcome) iter.Seq2[charts.Spec, []outcome] {
	return func(yield func(charts.Spec, []outcome) bool) {
		specs := charts.All()
		results := make([]chan []outcome, len(specs))
		for i := range results {
			results[i] = make(chan []outcome, 1)
		}
		var next atomic.Int64
		var stopped atomic.Bool
		var drawers sync.WaitGroup
		defer drawers.Wait()
		defer stopped.Store(true)
		for range min(runtime.GOMAXPROCS(0), mostDrawers) {
			drawers.Go(func() {
				drawer := &draw.Drawer{Cache: cache}
				for i := next.Add(1) - 1; i < int64(len(specs)) && !stopped.Load(); i = next.Add(1) - 1 {
					results[i] <- one(drawer, specs[i])
				}
			})
		}
		for i, spec := range specs {
			if built := <-results[i]; ctx.Err() != nil || !yield(spec, built) {
				return
			}
		}
	}
}

// build is nil for an optional chart that is left out.
func build(ctx context.Context, drawer *draw.Drawer, s charts.Spec, data Data, words *messages.Catalogue) (c *Chart, cached bool, err error) {
	p, err := newPlot(s, data, words)
	if err != nil || p == nil {
		return nil, true, err
	}
	if c, err = p.chart(); err != nil {
		return nil, false, err
	}
	pictures, err := drawer.Draw(ctx, p.drawing(c))
	c.SVG, c.Middle, c.Narrow, c.File = pictures.Wide, pictures.Middle, pictures.Narrow, pictures.File
	return c, pictures.Cached, err
}

// chart is the plot in all its forms but the drawings.
func (p *Plot) chart() (c *Chart, err error) {
	s := p.Spec
	c = &Chart{ID: s.ID, Lang: p.words.Lang, Model: s.Model, Title: p.Title, Subject: p.Subject, Question: p.Question, Unit: p.Unit, Width: draw.WideWidth, Sources: p.sources(), Marking: p.Marking}
	if c.Name, err = p.fileName(); err != nil {
		return nil, err
	}
	if c.Options, c.Height, err = p.options(); err != nil {
		return nil, err
	}
	if c.Live, err = p.live(c.Options); err != nil {
		return nil, err
	}
	c.Margins, c.Across, c.Parts = p.hasMargins(), byRows(s.Form), p.parts()
	if c.Margins {
		c.MarginNote = p.word("note.margins")
	}
	if s.Form != charts.Bars {
		c.Years = p.years()
	}
	var errs [8]error
	c.Alt, errs[0] = p.alt()
	c.Table, errs[1] = p.table()
	c.Notes, errs[2] = p.notes()
	c.CSV, errs[3] = p.csv()
	c.Breaks, errs[4] = p.breaks()
	c.Published = p.published()
	c.Origin, errs[5] = p.origin()
	c.Under, errs[6] = p.under()
	c.Spreadsheet, errs[7] = p.spreadsheet()
	if err := errors.Join(errs[:]...); err != nil {
		return nil, err
	}
	c.XLSX, err = p.workbook(c)
	return c, err
}

// parts are the panels by name, where each is one column of the table.
func (p *Plot) parts() []Part {
	if byRows(p.Spec.Form) || len(p.Panels) < 2 {
		return nil
	}
	var all []Part
	for _, panel := range p.Panels {
		if len(panel.withTotal()) != 1 {
			return nil
		}
		all = append(all, Part{panel.Key, panel.Title})
	}
	return all
}

// drawing is what to draw of the plot.
func (p *Plot) drawing(c *Chart) draw.Request {
	r := draw.Request{
		ID: c.ID, Title: c.Title, Description: c.Alt, Options: c.Options, Height: c.Height,
		Left: gridLeft, Right: gridRight, Top: p.headHeight(), OwnWords: sided(p.Spec.Form) || p.hasEventLines(), Keep: EventSign,
	}
	if sided(p.Spec.Form) {
		r.Left = sideLeft
	}
	switch p.Spec.Form {
	case charts.Lines, charts.Columns, charts.Shares, charts.Multiples:
		r.Figures = draw.PlaceApart
	case charts.Heat:
		r.Figures = draw.KeepApart
	case charts.Stacked: // a part's figure is wider than its bar there; the totals stay
		r.Figures = draw.KeepInWide
	}
	if p.Spec.Form == charts.Heat {
		r.Cells = p.cells()
	}
	return r
}

// cells are those of the panels of a heat table.
func (p *Plot) cells() []draw.Cells {
	var all []draw.Cells
	top := p.headHeight()
	for _, panel := range p.Panels {
		if panel.Title != "" {
			top += titleSpace
		}
		bottom := top + p.panelHeight(panel)
		all = append(all, draw.Cells{Top: top, Bottom: bottom, Columns: len(panel.Axis), Height: rowHeight, Longest: p.longest(panel)})
		top = bottom + axisSpace
	}
	return all
}

// longest is how many letters the longest figure in the cells of a panel has.
func (p *Plot) longest(panel Panel) int {
	most := 0
	for _, s := range panel.Series {
		for _, point := range s.Points {
			if point.Value != nil {
				most = max(most, utf8.RuneCountInString(p.bare(point.Row)))
				continue
			}
			sign, _ := point.Row.emptySign()
			most = max(most, len(sign))
		}
	}
	return most
}

// sources are the publications under the plot, in the order they appear.
func (p *Plot) sources() []Publication {
	seen := map[string]bool{}
	var all []Publication
	p.eachRow(func(r Row) {
		for _, id := range r.Publications {
			if !seen[id] {
				seen[id] = true
				all = append(all, p.data.publication(id))
			}
		}
	})
	return all
}

// publication is a source by id; a letter, which is no publication of figures,
// stands as its id.
func (d Data) publication(id string) Publication {
	if p, ok := d.Publications[id]; ok {
		return p
	}
	return Publication{ID: id, Title: id}
}

// eachRow calls visit with every row that the plot shows, drawn or only in its table. A
// year without a figure has none.
func (p *Plot) eachRow(visit func(Row)) {
	for _, panel := range p.Panels {
		for _, s := range panel.withTotal() {
			for _, point := range s.Points {
				if point.Row != nil {
					visit(*point.Row)
				}
			}
		}
		for _, r := range panel.Other {
			visit(r)
		}
	}
}
