// Package draw turns ECharts options into drawings: SVG for a wide, a middle and a
// narrow column of a page and as a file. A [Drawer] runs ECharts without a browser, and
// starts it only for a drawing that its [Cache] does not hold.
//
// Drawings carry no style attribute, no style element and no script, so they stand
// in a page under a strict Content-Security-Policy. Their colours are presentation
// attributes for light paper, and every coloured mark also bears classes: jc-<role>
// for its fill and jc-<role>-line for its stroke. The roles are
//
//	c1 c2 c3 c4   series
//	s2 s3 s4      their stripes, the second channel beside colour
//	h1 h2 h3 h4   cells of a heat table, low to high
//	text muted    words and numbers; less important ones
//	axis grid     axis lines; grid lines
//	break         the mark of a series break
//	margin        whiskers, which a page can switch off
//	marking       the band that says that figures are made up or internal
//	surface       what lies under the chart: text on bars, hollow marks, halos
//
// The svg element has class jc-chart and says in data-plane from where to where it is
// plotted, for what a script draws over it; [Panels] gives the rest. [CSS] gives the rules for dark, forced
// colours and print, made from the same [Palette] that the tests check.
package draw

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
)

// Sizes of a drawing, in CSS pixels. Options are laid out for WideWidth; their
// letters are of these two sizes.
const (
	WideWidth   = 720
	MiddleWidth = 480
	NarrowWidth = 288
	FontSize    = 13
	SmallSize   = 12 // of figures and names of rows
)

// A Request says what to draw, and what of it must be known beside the options.
type Request struct {
	ID, Title, Description string // of the chart; its id begins all ids in the drawings
	Options                []byte // of ECharts, as JSON
	Height                 int
	// What is plotted lies from Left to Right pixels from the edges, below Top;
	// words above that keep their place.
	Left, Right, Top int
	// OwnWords says that words stand in lines or columns that are as long as they
	// are: another language is drawn anew, and not translated.
	OwnWords bool
	Cells    []Cells // of a heat table: its panels
	Figures  Figures
	Keep     string // of figures that stand on each other, those that end in this sign stay
}

// Cells are the cells of one panel of a heat table.
type Cells struct {
	Top, Bottom int // in pixels from the top of the drawing
	Columns     int
	Height      int // of a cell
	Longest     int // letters of the longest figure in them
}

// Figures says which of the small figures beside marks a drawing keeps.
type Figures int

// What is done with small figures.
const (
	KeepAll    Figures = iota
	KeepApart          // those that stand on no other
	PlaceApart         // those that can be placed beside their mark and clear of all else
	KeepInWide         // all in the wide drawing, none in the others
)

// Pictures are the drawings of one chart.
type Pictures struct {
	Wide, Middle, Narrow []byte // for a wide, a middle and a narrow column of a page
	File                 []byte // the wide one as a file of its own
	Cached               bool   // ECharts did not run
}

// A Drawer makes drawings. It draws a chart once, and makes from that its other
// widths and, where words are all that differs, its other languages. It is not safe
// for concurrent use.
type Drawer struct {
	Cache  *Cache // of earlier drawings; nil for none
	engine engine
	last   original
}

// An original is a drawing as ECharts made it, and the options it was made of.
type original struct {
	id      string // of the chart
	options map[string]any
	svg     string
}

// Draw makes the drawings of a chart. Errors: options that are no JSON or that
// ECharts refuses, a shape or a colour that is not known, a cache that cannot be
// written.
func (d *Drawer) Draw(ctx context.Context, r Request) (Pictures, error) {
	var p Pictures
	still, err := stillOptions(r.Options)
	if err != nil {
		return p, fmt.Errorf("chart %s: %w", r.ID, err)
	}
	wide, cached, err := d.raw(ctx, r, still)
	if err != nil {
		return p, fmt.Errorf("chart %s: %w", r.ID, err)
	}
	p.Cached = cached
	for _, one := range []struct {
		to    *[]byte
		width int
		id    string
		paper bool
	}{
		{&p.Wide, WideWidth, "jc-" + r.ID + "-wide", false},
		{&p.Middle, MiddleWidth, "jc-" + r.ID + "-middle", false},
		{&p.Narrow, NarrowWidth, "jc-" + r.ID + "-narrow", false},
		{&p.File, WideWidth, "jc-" + r.ID, true},
	} {
		svg, err := r.layOut(wide, one.width)
		if err != nil {
			return p, fmt.Errorf("chart %s: %w", r.ID, err)
		}
		head := heading{id: one.id, title: r.Title, desc: r.Description, plane: r.plane(one.width), paper: one.paper}
		if *one.to, err = finish(svg, head); err != nil {
			return p, err
		}
	}
	return p, nil
}

// layOut makes the wide drawing one of another width, and leaves of its figures those
// that have room there.
func (r Request) layOut(svg string, width int) (string, error) {
	plane := r.plane(width)
	if width < WideWidth {
		narrow, ok := toNarrow(svg, r.plane(WideWidth), plane, width)
		if !ok {
			return "", errors.New("a shape of the drawing is not known, so it cannot be made narrow")
		}
		svg = thin(narrow, FontSize, r.Keep)
	}
	svg = upright(svg, r.Cells, plane)
	switch r.Figures {
	case KeepAll:
	case KeepApart:
		svg = thin(svg, SmallSize, r.Keep)
	case PlaceApart:
		svg = placeFigures(svg, width, r.Keep)
	case KeepInWide:
		if width < WideWidth {
			svg = replaceSpans(svg, centred(svg, SmallSize), func(int, string) string { return "" })
		}
		svg = placeWholes(svg, width, r.Keep)
	}
	return svg, nil
}

// raw is the drawing as ECharts makes it: the one of another language with other
// words where that serves, else one from the cache, else a new one.
func (d *Drawer) raw(ctx context.Context, r Request, still map[string]any) (svg string, cached bool, err error) {
	if d.last.id == r.ID && !r.OwnWords {
		if svg, ok := translate(d.last, still); ok {
			return svg, true, nil
		}
	}
	options, err := json.Marshal(still)
	if err != nil {
		return "", false, fmt.Errorf("write options: %w", err)
	}
	path := d.Cache.path(options, r.Height)
	if svg, cached = d.Cache.get(ctx, path); !cached {
		if svg, err = d.engine.render(ctx, options, WideWidth, r.Height); err != nil {
			return "", false, err
		}
		if err := d.Cache.put(path, svg); err != nil {
			return "", false, err
		}
	}
	d.last = original{r.ID, still, svg}
	return svg, cached, nil
}
