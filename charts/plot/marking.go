package plot

import (
	"fmt"
	"slices"

	"jaarcijfers/charts/draw"
	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/messages"
)

// marking is what a row bears by what it rests on.
func (d Data) marking(r Row) marking.Marking {
	var m marking.Marking
	for _, id := range r.Publications {
		m = m.And(d.Publications[id].Marking)
	}
	return m
}

// Marking is what the whole of the data bears.
func (d Data) Marking() marking.Marking {
	var m marking.Marking
	for _, p := range d.Publications {
		m = m.And(p.Marking)
	}
	return m
}

// mark makes the title of a plot say what its figures bear.
func (p *Plot) mark() error {
	for _, s := range p.sources() {
		p.Marking = p.And(s.Marking)
	}
	if err := p.head(); err != nil || !p.Marked() {
		return err
	}
	if err := p.markPanels(); err != nil {
		return err
	}
	var err error
	p.Title, err = p.Marking.Title(p.words, p.Title)
	return err
}

// markPanels makes the panels of marked figures say so, where they stand beside
// others.
func (p *Plot) markPanels() error {
	marks := make([]marking.Marking, len(p.Panels))
	for i, panel := range p.Panels {
		for _, s := range panel.withTotal() {
			for _, point := range s.Points {
				if point.Row != nil {
					marks[i] = marks[i].And(p.data.marking(*point.Row))
				}
			}
		}
	}
	if p.mixed = slices.ContainsFunc(marks, func(m marking.Marking) bool { return !m.Marked() }); !p.mixed {
		return nil
	}
	for i := range p.Panels {
		panel := &p.Panels[i]
		marked := panel.Title
		for _, kind := range marks[i].Kinds() {
			var err error
			if marked, err = p.words.Text("chart."+kind+".panel", messages.Args{"panel": marked}); err != nil {
				return err
			}
		}
		for j, s := range panel.Series {
			if s.Name == panel.Title {
				panel.Series[j].Name = marked
			}
		}
		panel.Title = marked
	}
	return nil
}

// fileName is the name of the plot's files: with what its figures bear, and
// internal in a release that is, whatever the figures.
func (p *Plot) fileName() (string, error) {
	m := p.And(marking.Marking{Internal: p.data.Marking().Internal})
	name, err := m.NamedIn(p.words, p.Spec.ID)
	if err != nil {
		return "", fmt.Errorf("name files of chart %s: %w", p.Spec.ID, err)
	}
	return name, nil
}

// markingSpace is the height of the band that says what the figures bear.
const markingSpace = 36

// markingBand stands above everything else in a drawing, wherever it goes. It
// is as wide as the drawing, whose edge cuts it off.
func (p *Plot) markingBand() map[string]any {
	text, err := p.Line(p.words)
	p.errs = append(p.errs, err)
	return map[string]any{
		"text": text, "left": 0, "top": 0, "padding": []int{5, draw.WideWidth, 5, 9},
		"backgroundColor": draw.Light["marking"], "borderColor": draw.Light["marking"],
		"textStyle": map[string]any{"color": draw.Light["surface"], "fontSize": draw.FontSize + 1, "fontWeight": "bold", "fontFamily": fontFamily},
	}
}

// headHeight is what stands above the first panel.
func (p *Plot) headHeight() int {
	if p.Marked() {
		return markingSpace + p.legendHeight()
	}
	return p.legendHeight()
}
