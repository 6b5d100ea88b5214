package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"jaarcijfers/charts"
	"jaarcijfers/charts/plot"
)

// A searchView is the page that lists all that can be found. The script only
// hides what a reader does not look for, so the list serves without it too.
type searchView struct{ Groups []searchGroup }

type searchGroup struct {
	Key     string // of its title: site.search.<key>
	Entries []searchEntry
}

type searchEntry struct {
	Text, Href string
	Lang       string // of the text, when it is not the page's
}

func (w *writer) search() (any, error) {
	groups := []struct {
		key  string
		list func() ([]searchEntry, error)
	}{
		{"pages", w.searchPages}, {"charts", w.searchCharts}, {"figures", w.searchFigures}, {"measures", w.searchMeasures}, {"sources", w.searchSources},
	}
	var v searchView
	for _, g := range groups {
		entries, err := g.list()
		if err != nil {
			return nil, fmt.Errorf("search, %s: %w", g.key, err)
		}
		if len(entries) > 0 {
			v.Groups = append(v.Groups, searchGroup{g.key, entries})
		}
	}
	return v, nil
}

func (w *writer) searchPages() ([]searchEntry, error) {
	var all []searchEntry
	for _, p := range w.plan.pages {
		title, lead, err := w.heading(p)
		if err != nil {
			return nil, err
		}
		all = append(all, searchEntry{Text: title + ". " + lead, Href: w.home + p.files[w.lang]})
	}
	return all, nil
}

func (w *writer) searchCharts() ([]searchEntry, error) {
	var all []searchEntry
	for _, c := range w.charts {
		all = append(all, searchEntry{Text: c.Title + " " + strings.Join(c.Table.Columns[1:], ", "), Href: w.root + chartBase(c) + ".html"})
	}
	return all, nil
}

// searchFigures are the lines of all tables: one for each year, the newest first, or for
// each category of a heat table. They end in the subject of the chart: its title may hold
// figures of another year.
func (w *writer) searchFigures() ([]searchEntry, error) {
	var all []searchEntry
	for _, c := range w.charts {
		subject, err := c.PartTitle(w.words, c.Subject)
		if err != nil {
			return nil, err
		}
		rows := slices.Clone(c.Table.Rows)
		if len(c.Years) > 0 && !c.Across {
			slices.Reverse(rows)
		}
		for _, row := range rows {
			var figures []string
			for i, cell := range row.Cells {
				if cell.Value != nil {
					figures = append(figures, c.Table.Columns[i+1]+" "+cell.Text+sourceSign(cell))
				}
			}
			if len(figures) > 0 {
				text := row.Heading + ": " + strings.Join(figures, ", ") + ". " + subject
				all = append(all, searchEntry{Text: text, Href: w.root + chartBase(c) + ".html"})
			}
		}
	}
	topics, err := w.searchTopics()
	return append(all, topics...), err
}

// searchTopics are the figures on topics that stand in no chart.
func (w *writer) searchTopics() ([]searchEntry, error) {
	var all []searchEntry
	for _, p := range w.plan.pages {
		for _, f := range w.unshown(p.id) {
			row, err := w.topicRow(f)
			if err != nil {
				return nil, err
			}
			period, err := w.period(row.Period)
			if err != nil {
				return nil, err
			}
			series, err := w.label(w.series[f.SeriesID].Title)
			if err != nil {
				return nil, err
			}
			text := period + ": " + row.Category + " " + row.Figure.Text
			if f.Secondary() {
				text += " (" + plot.SecondarySign + ")"
			}
			all = append(all, searchEntry{Text: text + ". " + series, Href: w.home + p.files[w.lang]})
		}
	}
	return all, nil
}

// sourceSign stands behind a figure that comes from the press or from others.
func sourceSign(c plot.Cell) string {
	for _, m := range c.Each {
		if m.Sign == plot.SecondarySign {
			return " (" + m.Sign + ")"
		}
	}
	return ""
}

func (w *writer) searchMeasures() ([]searchEntry, error) {
	var all []searchEntry
	for _, m := range w.in.Measure {
		href, err := w.href(charts.PageMeasures, "measure", m.ID)
		if err != nil {
			return nil, err
		}
		status, err := w.code("measure_status", m.Status)
		if err != nil {
			return nil, err
		}
		date, err := w.date(m.LetterDate)
		if err != nil {
			return nil, err
		}
		entry := searchEntry{Text: m.ID + ". " + m.Title + " (" + status + ", " + date + ")", Href: href, Lang: "nl"}
		if translated := m.Translated[w.lang]; translated != "" {
			entry.Text, entry.Lang = m.ID+". "+translated+" ("+status+", "+date+"): "+m.Title, ""
		}
		all = append(all, entry)
	}
	return all, nil
}

// searchSources are the publications, the newest first.
func (w *writer) searchSources() ([]searchEntry, error) {
	var all []searchEntry
	sources := slices.Clone(w.in.Sources)
	slices.SortStableFunc(sources, func(a, b Source) int { return cmp.Compare(b.Published, a.Published) })
	for _, s := range sources {
		href, err := w.href(sourcesPage, "source", s.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, searchEntry{Text: strings.TrimSpace(s.Title + " " + s.Publisher + " " + firstOf(s.Published, 4)), Href: href, Lang: s.Language})
	}
	return all, nil
}
