package plot

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/messages"
)

// breaks are the series breaks that the chart marks, with their reasons.
func (p *Plot) breaks() ([]string, error) {
	n := &noter{plot: p}
	for _, panel := range p.Panels {
		for _, s := range panel.withTotal() {
			n.breaks(s)
		}
	}
	return n.all, errors.Join(n.errs...)
}

// notes are the other caveats under the chart: its own, and what is computed,
// rounded or not there.
func (p *Plot) notes() ([]string, error) {
	n := &noter{plot: p}
	n.marking()
	n.own()
	n.partYear()
	for _, panel := range p.Panels {
		for _, s := range panel.withTotal() {
			n.list("computed", panel, s, func(r *Row) bool {
				return r.Obtained == "computed" && r.Derived() && p.Spec.Form != charts.Bars && r.Operation != "rate" && r.Operation != "share"
			})
			n.list("implied", panel, s, func(r *Row) bool { return r.Obtained == "implied" })
			n.list("lower_bound", panel, s, func(r *Row) bool { return r.Precision == "lower_bound" })
			n.list("rounded", panel, s, func(r *Row) bool { return r.Precision == "rounded" })
			n.listAll("no_inhabitants", panel, s, (*Row).noInhabitants)
			n.listAll("withheld", panel, s, (*Row).smallBase)
			n.listAll("small_base", panel, s, func(r *Row) bool { return r.Value != nil && !p.data.Limits.drawable(*r) })
			n.list("revised", panel, s, func(r *Row) bool { return r.Revised })
			n.list("provisional", panel, s, func(r *Row) bool { return r.ObsStatus == "P" && !r.PartYear() })
		}
		n.events(panel)
		n.alone(panel)
		n.empty(panel)
		n.overlap(panel)
		n.bases(panel)
		n.gaps(panel)
		n.undelivered(panel)
		for _, r := range panel.Other {
			n.otherPeriod(panel, r)
		}
	}
	if p.hasMargins() {
		n.add("margins", nil)
	}
	if err := errors.Join(n.errs...); err != nil {
		return nil, fmt.Errorf("notes of chart %s: %w", p.Spec.ID, err)
	}
	return n.all, nil
}

// otherPeriod tells of a figure whose period is no single year. The name of its series
// tells whose it is, where bodies stand in one chart.
func (n *noter) otherPeriod(panel Panel, r Row) {
	series := n.plot.category(r)
	if len(panel.Series) == 1 {
		series = panel.Series[0].Name
	}
	period, err := Period(n.plot.words, r.TimePeriod)
	n.errs = append(n.errs, err)
	if period == "" {
		period = r.TimePeriod
	}
	n.add("other_period", messages.Args{"period": period, "value": n.plot.value(&r), "series": series})
}

// A noter collects notes, each once.
type noter struct {
	plot *Plot
	all  []string
	errs []error
}

func (n *noter) add(key string, args messages.Args) {
	text, err := n.plot.words.Text("chart.note."+key, args)
	n.errs = append(n.errs, err)
	n.put(text)
}

func (n *noter) put(text string) {
	if text != "" && !slices.Contains(n.all, text) {
		n.all = append(n.all, text)
	}
}

// marking says what the figures bear, and of an extract that was not made up what
// it is.
func (n *noter) marking() {
	part := ""
	if n.plot.mixed {
		part = "_part"
	}
	for _, kind := range n.plot.Kinds() {
		n.add(kind+part, nil)
	}
	if n.plot.fromExtract() && !n.plot.Synthetic {
		n.add("extract", nil)
	}
}

// own are the notes of this chart alone: chart.<id>.note1, note2 and so on.
func (n *noter) own() {
	for i := 1; ; i++ {
		key := "chart." + n.plot.Spec.ID + ".note" + strconv.Itoa(i)
		if !n.plot.words.Has(key) {
			return
		}
		text, err := n.plot.words.Text(key, nil)
		n.errs = append(n.errs, err)
		n.put(text)
	}
}

// events says of each figure what is known to be in it, with the figure.
func (n *noter) events(panel Panel) {
	for _, s := range panel.withTotal() {
		for at, point := range s.Points {
			if note := n.plot.eventNote(point.Row); note != "" {
				n.add("event", messages.Args{"series": s.Name, "period": panel.Labels[at], "value": n.plot.value(point.Row), "event": note})
			}
		}
	}
}

// alone names the years of which a part is known and not the whole.
func (n *noter) alone(panel Panel) {
	if panel.Total == nil {
		return
	}
	for _, s := range panel.Series {
		var parts []string
		for at, point := range s.Points {
			if point.Row != nil && point.Row.Value != nil && point.Value == nil && panel.Total.Points[at].Value == nil {
				parts = append(parts, n.word("of_year", messages.Args{"period": panel.Labels[at], "value": n.plot.value(point.Row)}))
			}
		}
		if len(parts) > 0 {
			n.add("part_alone", messages.Args{"series": s.Name, "parts": strings.Join(parts, "; ")})
		}
	}
}

func (n *noter) word(key string, args messages.Args) string {
	text, err := n.plot.words.Text("chart."+key, args)
	n.errs = append(n.errs, err)
	return text
}

func (n *noter) breaks(s Series) {
	for _, point := range s.Points {
		if point.Row == nil || point.Row.BreakID == "" {
			continue
		}
		b := n.plot.data.Breaks[point.Row.BreakID]
		key := "break"
		if b.Comparable {
			key = "break_comparable"
		}
		n.add(key, messages.Args{"series": s.Name, "period": b.TimePeriod, "reason": b.Reason[n.plot.words.Lang]})
	}
}

// list names the places with a figure whose row is so.
func (n *noter) list(key string, panel Panel, s Series, is func(*Row) bool) {
	n.listAll(key, panel, s, func(r *Row) bool { return r.Value != nil && is(r) })
}

// listAll names the places whose row is so, with a figure or without.
func (n *noter) listAll(key string, panel Panel, s Series, is func(*Row) bool) {
	var places []string
	for i, point := range s.Points {
		if point.Row != nil && is(point.Row) {
			places = append(places, panel.Labels[i])
		}
	}
	if len(places) > 0 {
		n.add(key, messages.Args{"series": s.Name, "periods": strings.Join(places, ", ")})
	}
}

// overlap warns where categories stand beside each other that do not add up.
func (n *noter) overlap(panel Panel) {
	categories, dimension := map[string]bool{}, ""
	for _, s := range panel.Series {
		for _, point := range s.Points {
			if point.Row != nil && n.plot.data.Overlap[point.Row.Dimension] {
				dimension = point.Row.Dimension
				categories[point.Row.Category] = true
			}
		}
	}
	if len(categories) < 2 {
		return
	}
	key := "overlap." + dimension
	if !n.plot.words.Has("chart.note." + key) {
		key = "overlap.other"
	}
	n.add(key, nil)
}

// empty tells why a figure is withheld or could not be counted, where one is.
func (n *noter) empty(panel Panel) {
	for _, s := range panel.withTotal() {
		if slices.ContainsFunc(s.Points, func(p Point) bool { return p.Row.confidential() }) {
			n.add("confidential", nil)
		}
		if slices.ContainsFunc(s.Points, func(p Point) bool { return p.Row.notApplicable() }) {
			n.add("not_applicable", nil)
		}
	}
}

// bases tells of what percentages are a share, or that the source does not say: once
// for the panel where all its series have the same bases.
func (n *noter) bases(panel Panel) {
	if shared := n.sharedBases(panel); len(shared) > 0 {
		n.add("bases_shared", messages.Args{"bases": strings.Join(shared, "; ")})
		return
	}
	for _, s := range panel.Series {
		var bases []string
		unknown := false
		for i, point := range s.Points {
			switch {
			case !point.Row.ofBase():
			case point.Row.Base == nil:
				unknown = true
			default:
				bases = append(bases, n.base(panel.Labels[i], *point.Row.Base))
			}
		}
		if len(bases) > 0 {
			n.add("bases", messages.Args{"series": s.Name, "bases": strings.Join(bases, "; ")})
		}
		switch {
		case unknown && len(bases) > 0:
			n.add("base_unknown_other", messages.Args{"series": s.Name})
		case unknown:
			n.add("base_unknown", nil)
		}
	}
}

// ofBase tells whether a row is a percentage that has a base, said or unsaid. One that
// is withheld needs none.
func (r *Row) ofBase() bool { return r != nil && r.Unit == "percent" && !r.confidential() }

func (n *noter) base(period string, base float64) string {
	text, err := n.plot.words.Text("chart.note.base_of", messages.Args{"period": period, "base": n.plot.number(base, "count")})
	n.errs = append(n.errs, err)
	return text
}

// sharedBases are the bases by year where several series have the same; none where
// they differ or one is not known.
func (n *noter) sharedBases(panel Panel) []string {
	if len(panel.Series) < 2 {
		return nil
	}
	var all []string
	for i, label := range panel.Labels {
		var base *float64
		for _, s := range panel.Series {
			row := s.Points[i].Row
			switch {
			case !row.ofBase():
			case row.Base == nil, base != nil && *base != *row.Base:
				return nil
			default:
				base = row.Base
			}
		}
		if base != nil {
			all = append(all, n.base(label, *base))
		}
	}
	return all
}

// undelivered says where figures are missing since what they rest on was not delivered,
// and that decisions of later years lack a part then.
func (n *noter) undelivered(panel Panel) {
	missing := map[string]bool{}
	decisions := false
	for _, s := range panel.withTotal() {
		for i, point := range s.Points {
			if point.Row == nil || point.Row.ObsStatus != "L" {
				continue
			}
			missing[panel.Labels[i]] = true
			decisions = decisions || slices.Contains(decisionSeries, point.Row.SeriesID)
		}
	}
	if len(missing) == 0 {
		return
	}
	var places []string
	for _, label := range panel.Labels {
		if missing[label] {
			places = append(places, label)
		}
	}
	n.add("not_delivered", messages.Args{"periods": strings.Join(places, ", ")})
	if decisions {
		n.add("decided_later", nil)
	}
}

// decisionSeries count by the year of a decision, not of inflow.
var decisionSeries = []string{
	"extract_disposed_offence", "extract_judged_offence", "extract_prosecuted_hate_crime", "extract_sentenced_hate_crime",
}

// gaps names the years for which a series has no figure between its first and
// last year.
func (n *noter) gaps(panel Panel) {
	if n.plot.Spec.Form == charts.Bars || byRows(n.plot.Spec.Form) {
		n.add("gap_mark", nil)
		return
	}
	for _, s := range panel.withTotal() {
		years := runs(panel.Labels, func(at int) bool {
			r := s.Points[at].Row
			return s.Points[at].gap() && (r == nil || !r.smallBase() && !r.noInhabitants())
		})
		if len(years) > 0 {
			n.add("gaps", messages.Args{"series": s.Name, "periods": strings.Join(years, ", ")})
		}
	}
}
