package charts

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"jaarcijfers/pipeline/messages"
)

// Build makes all charts in all languages, in the order of All and of
// messages.Languages, but for optional ones that data has no rows for. Only
// drawings that cache does not hold are drawn. done is told of each chart; cached
// says that no drawing was needed. The errors of all charts come together.
func Build(ctx context.Context, data Data, words map[string]*messages.Catalogue, cache *Cache, done func(id, lang string, cached bool)) ([]Chart, error) {
	b := &builder{cache: cache}
	var all []Chart
	var errs []error
	for _, spec := range All() {
		b.drawn = nil
		for _, lang := range messages.Languages {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			b.drew = false
			c, err := b.build(ctx, spec, data, words[lang])
			if err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", lang, err))
				continue
			}
			if c != nil {
				all = append(all, *c)
			}
			done(spec.ID, lang, !b.drew)
		}
	}
	return all, errors.Join(errs...)
}

type builder struct {
	cache  *Cache
	drawer Drawer
	drew   bool      // a drawing was made since it was last reset
	drawn  *original // of the chart at hand: what its first language gave
}

// An original is a drawing and the options it was made of.
type original struct {
	options map[string]any
	svg     string
}

// build is nil for an optional chart that is left out.
func (b *builder) build(ctx context.Context, s Spec, data Data, words *messages.Catalogue) (*Chart, error) {
	p, err := s.plot(data, words)
	if err != nil || p == nil {
		return nil, err
	}
	c := &Chart{ID: s.ID, Lang: words.Lang, Model: s.Model, Title: p.Title, Unit: p.Unit, Width: wideWidth, Sources: p.sources(), Marking: p.Marking}
	if c.Name, err = p.fileName(); err != nil {
		return nil, err
	}
	if c.Options, c.Height, err = p.options(); err != nil {
		return nil, err
	}
	c.Margins, c.Across, c.Parts = p.hasMargins(), s.Form == Heat, p.parts()
	if s.Form != Bars && s.Form != Change {
		c.Years = p.years()
	}
	var errs [6]error
	c.Alt, errs[0] = p.alt()
	c.Table, errs[1] = p.table()
	c.Notes, errs[2] = p.notes()
	c.CSV, errs[3] = p.csv()
	c.Breaks, errs[4] = p.breaks()
	c.Published = p.published()
	c.Origin, errs[5] = p.origin()
	if err := errors.Join(errs[:]...); err != nil {
		return nil, err
	}
	if c.XLSX, err = p.workbook(c); err != nil {
		return nil, err
	}
	return c, b.drawings(ctx, c, p)
}

// parts are the panels by name, where each is one column of the table.
func (p *Plot) parts() []Part {
	if p.Spec.Form == Heat || len(p.Panels) < 2 {
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

// drawings fills the three drawings of a chart: for a wide and a narrow column
// of a page, and the file to keep.
func (b *builder) drawings(ctx context.Context, c *Chart, p *Plot) error {
	still, err := stillOptions(c.Options)
	if err != nil {
		return fmt.Errorf("chart %s: %w", c.ID, err)
	}
	wide, err := b.raw(ctx, still, c.Height, !p.Spec.Form.sided() && !p.hasEventLines())
	if err != nil {
		return fmt.Errorf("chart %s: %w", c.ID, err)
	}
	narrow, ok := toNarrow(wide, p.plane(wideWidth), p.plane(narrowWidth))
	if !ok {
		return fmt.Errorf("chart %s: a shape of the drawing is not known, so it cannot be made narrow", c.ID)
	}
	narrow = thin(narrow, fontSize)
	if p.Spec.Form == Heat {
		wide, narrow = p.upright(wide, wideWidth), p.upright(narrow, narrowWidth)
	}
	switch p.Spec.Form {
	case Lines, Heat:
		wide, narrow = thin(wide, smallSize), thin(narrow, smallSize)
	case Stacked: // a part's figure is wider than its bar there; the totals stay
		narrow = texted[smallSize].ReplaceAllString(narrow, "")
	}
	for _, d := range []struct {
		to    *[]byte
		raw   string
		id    string
		paper bool
	}{
		{&c.SVG, wide, "jc-" + c.ID + "-wide", false},
		{&c.Narrow, narrow, "jc-" + c.ID + "-narrow", false},
		{&c.File, wide, "jc-" + c.ID, true},
	} {
		if *d.to, err = finish(d.raw, d.id, c.Title, c.Alt, d.paper); err != nil {
			return err
		}
	}
	return nil
}

// raw is the drawing as ECharts makes it. Where words may be of any length, that
// of another language serves, with other words.
func (b *builder) raw(ctx context.Context, still map[string]any, height int, anyLength bool) (string, error) {
	if b.drawn != nil && anyLength {
		if svg, ok := translate(*b.drawn, still); ok {
			return svg, nil
		}
	}
	options, err := json.Marshal(still)
	if err != nil {
		return "", fmt.Errorf("write options: %w", err)
	}
	path := b.cache.path(options, height)
	svg, ok := b.cache.get(ctx, path)
	if !ok {
		if svg, err = b.drawer.Draw(ctx, options, wideWidth, height); err != nil {
			return "", err
		}
		b.drew = true
		if err := b.cache.put(path, svg); err != nil {
			return "", err
		}
	}
	b.drawn = &original{still, svg}
	return svg, nil
}

// sources are the publications under the plot, in the order they appear.
func (p *Plot) sources() []Publication {
	seen := map[string]bool{}
	var all []Publication
	add := func(r *Row) {
		if r == nil {
			return
		}
		for _, id := range r.Publications {
			if !seen[id] {
				seen[id] = true
				all = append(all, p.data.publication(id))
			}
		}
	}
	for _, panel := range p.Panels {
		for _, s := range panel.withTotal() {
			for _, point := range s.Points {
				add(point.Row)
			}
		}
		for _, r := range panel.Other {
			add(&r)
		}
	}
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
