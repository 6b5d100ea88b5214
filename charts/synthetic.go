package charts

import (
	"fmt"
	"slices"

	"jaarcijfers/pipeline/messages"
)

// synthetic tells whether a program made up what a row rests on.
func (d Data) synthetic(r Row) bool {
	return slices.ContainsFunc(r.Publications, func(id string) bool { return d.Publications[id].Synthetic })
}

// markSynthetic makes the title of a plot of made-up figures say so.
func (p *Plot) markSynthetic() error {
	if p.Synthetic = slices.ContainsFunc(p.sources(), func(s Publication) bool { return s.Synthetic }); !p.Synthetic {
		return nil
	}
	if err := p.markPanels(); err != nil {
		return err
	}
	var err error
	p.Title, err = p.words.Text("chart.synthetic.title", messages.Args{"title": p.Title})
	return err
}

// markPanels makes the panels of made-up figures say so, where they stand beside
// others.
func (p *Plot) markPanels() error {
	madeUp := func(panel Panel) bool {
		return slices.ContainsFunc(panel.withTotal(), func(s Series) bool {
			return slices.ContainsFunc(s.Points, func(point Point) bool { return point.Row != nil && p.data.synthetic(*point.Row) })
		})
	}
	if p.mixed = slices.ContainsFunc(p.Panels, func(panel Panel) bool { return !madeUp(panel) }); !p.mixed {
		return nil
	}
	for i := range p.Panels {
		panel := &p.Panels[i]
		if !madeUp(*panel) {
			continue
		}
		marked, err := p.words.Text("chart.synthetic.panel", messages.Args{"panel": panel.Title})
		if err != nil {
			return err
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

// fileName is the name of the plot's files.
func (p *Plot) fileName() (string, error) {
	if !p.Synthetic {
		return p.Spec.ID, nil
	}
	word, err := p.words.Text("chart.synthetic.word", nil)
	if err != nil {
		return "", fmt.Errorf("name files of chart %s: %w", p.Spec.ID, err)
	}
	return p.Spec.ID + "-" + word, nil
}

// syntheticSpace is the height of the band that says that figures are made up.
const syntheticSpace = 36

// syntheticBand stands above everything else in a drawing, wherever it goes. It
// is as wide as the drawing, whose edge cuts it off.
func (p *Plot) syntheticBand() map[string]any {
	return map[string]any{
		"text": p.word("synthetic.drawing"), "left": 0, "top": 0, "padding": []int{5, wideWidth, 5, 9},
		"backgroundColor": Light["synthetic"], "borderColor": Light["synthetic"],
		"textStyle": map[string]any{"color": Light["surface"], "fontSize": fontSize + 1, "fontWeight": "bold", "fontFamily": fontFamily},
	}
}

// headHeight is what stands above the first panel.
func (p *Plot) headHeight() int {
	if p.Synthetic {
		return syntheticSpace + p.legendHeight()
	}
	return p.legendHeight()
}
