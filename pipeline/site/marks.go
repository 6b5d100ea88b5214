package site

import (
	"fmt"
	"slices"
	"strings"

	"jaarcijfers/charts/plot"
)

// A mark is a sign beside a figure, with its words.
type mark struct{ Sign, Words string }

// legend lists the marks in the order of the method page. Their sign and words
// are site.mark.<key>.sign and .words in the messages.
var legend = []string{"derived", "secondary", "break", "provisional", "revised", "unreliable", "lower_bound", "rounded", "event", "withheld", "confidential", "not_applicable", "missing"}

var (
	precisionSigns = map[string]string{"rounded": "~", "lower_bound": "≥"}
	statusSigns    = map[string]string{"B": "b", "P": "p", "U": "u"}
)

// figureMarks are the marks of one figure, with what they mean for it.
func (w *writer) figureMarks(r plot.Row) ([]mark, error) {
	var all []mark
	add := func(sign, list, code string) error {
		words, err := w.code(list, code)
		if err != nil {
			return err
		}
		all = append(all, mark{Sign: sign, Words: words})
		return nil
	}
	if sign, ok := precisionSigns[r.Precision]; ok {
		if err := add(sign, "precision", r.Precision); err != nil {
			return nil, err
		}
	}
	if r.Derived() {
		if err := add("d", "obtained", r.Obtained); err != nil {
			return nil, err
		}
	}
	if r.Secondary() {
		m, err := w.mark("secondary")
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	if r.Revised {
		m, err := w.mark("revised")
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	status := r.ObsStatus
	if r.BreakID != "" {
		status = "B"
	}
	if r.PartYear() {
		words, err := w.upTo(r.TimePeriod)
		if err != nil {
			return nil, err
		}
		return append(all, mark{Sign: statusSigns["P"], Words: words}), nil
	}
	if sign, ok := statusSigns[status]; ok {
		if err := add(sign, "obs_status", status); err != nil {
			return nil, err
		}
	}
	events, err := plot.KnownEvents(w.words, w.in.Events, r)
	if len(events) > 0 {
		all = append(all, mark{Sign: plot.EventSign, Words: strings.Join(events, "; ")})
	}
	return all, err
}

// mark is one of the legend.
func (w *writer) mark(key string) (mark, error) {
	sign, err := w.words.Text("site.mark."+key+".sign", nil)
	if err != nil {
		return mark{}, err
	}
	words, err := w.words.Text("site.mark."+key+".words", nil)
	return mark{Sign: sign, Words: words}, err
}

// gap stands where there is no figure: the sign and words of a mark. Where these are
// long, a cell has the short ones, which a screen reader says in every cell.
func (w *writer) gap(key string) (figure, error) {
	m, err := w.mark(key)
	f := figure{Text: m.Sign, Gap: m.Words, why: m}
	if short := "site.mark." + key + ".short"; err == nil && w.words.Has(short) {
		f.Gap, err = w.words.Text(short, nil)
	}
	return f, err
}

// used are the marks that figures bear.
func used(figures ...figure) []mark {
	var all []mark
	for _, f := range figures {
		all = append(all, f.Marks...)
		if f.Gap != "" {
			all = append(all, f.why)
		}
	}
	return all
}

// cardMarks explains the marks that the figures of cards bear.
func (w *writer) cardMarks(cards []card) ([]mark, error) {
	var all []mark
	for _, c := range cards {
		all = append(all, used(c.Figure)...)
	}
	return w.explained(all)
}

// tableMarks explains the marks that the cells of a table bear.
func (w *writer) tableMarks(t plot.Table) ([]mark, error) {
	var used []mark
	for _, row := range t.Rows {
		for _, c := range row.Cells {
			if c.Value == nil { // its text is the sign
				used = append(used, mark{Sign: c.Text, Words: c.Detail})
				continue
			}
			for _, m := range c.Each {
				used = append(used, mark(m))
			}
		}
	}
	return w.explained(used)
}

// explained lists each sign once, in the order of the legend and in its words.
// A sign that the legend lacks keeps its own words.
func (w *writer) explained(used []mark) ([]mark, error) {
	var all []mark
	known := map[string]bool{"": true}
	for _, key := range legend {
		sign, err := w.words.Text("site.mark."+key+".sign", nil)
		if err != nil {
			return nil, err
		}
		known[sign] = true
		if !slices.ContainsFunc(used, func(m mark) bool { return m.Sign == sign }) {
			continue
		}
		words, err := w.words.Text("site.mark."+key+".words", nil)
		if err != nil {
			return nil, err
		}
		if sign == statusSigns["P"] {
			if words, err = w.provisional(used, words); err != nil {
				return nil, err
			}
		}
		all = append(all, mark{Sign: sign, Words: words})
	}
	for _, m := range used {
		if known[m.Sign] {
			continue
		}
		if m.Words == "" {
			return nil, fmt.Errorf("mark %q has no words", m.Sign)
		}
		known[m.Sign] = true
		all = append(all, m)
	}
	return all, nil
}
