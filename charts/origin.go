package charts

import (
	"fmt"
	"strings"

	"jaarcijfers/pipeline/messages"
)

// PrimaryRank is the code of the rank of a publication by the body itself or to parliament.
const PrimaryRank = "primary"

// SecondarySign stands beside a figure that is not primary.
const SecondarySign = "s"

// Secondary tells whether a figure rests, in whole or in part, on the press or
// on others who write about the body that counts.
func (r *Row) Secondary() bool {
	return r != nil && r.Value != nil && r.SourceRank != "" && r.SourceRank != PrimaryRank
}

// A Published is one published figure that a chart shows. Its key is the same in
// every chart that shows it.
type Published struct {
	Key       string
	Secondary bool
}

// An OriginCount counts published figures by where they come from.
type OriginCount struct{ Primary, Secondary int }

// Total is how many figures were counted.
func (n OriginCount) Total() int { return n.Primary + n.Secondary }

// CountPublished counts each figure once, however often it is shown.
func CountPublished(all []Published) OriginCount {
	var n OriginCount
	counted := map[string]bool{}
	for _, one := range all {
		switch {
		case counted[one.Key]:
			continue
		case one.Secondary:
			n.Secondary++
		default:
			n.Primary++
		}
		counted[one.Key] = true
	}
	return n
}

// PublishedRow is a row as a published figure; false for one without a value, and
// for one that no publication lies under: what an extract counts was not published.
func PublishedRow(r Row) (Published, bool) {
	if r.Value == nil || r.SourceRank == "" || strings.HasPrefix(r.SeriesID, extractSeries) {
		return Published{}, false
	}
	key := strings.Join([]string{r.SeriesID, r.Dimension, r.Category, r.Unit, r.TimePeriod}, "/")
	return Published{Key: key, Secondary: r.Secondary()}, true
}

// published are the published figures of the plot.
func (p *Plot) published() []Published {
	var all []Published
	add := func(r *Row) {
		if r == nil {
			return
		}
		if one, ok := PublishedRow(*r); ok {
			all = append(all, one)
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

// origin says how many of the figures of the plot come from the body itself.
func (p *Plot) origin() (string, error) {
	text, err := Origin(p.words, "chart.origin", CountPublished(p.published()))
	if err != nil {
		return "", fmt.Errorf("say where the figures of chart %s come from: %w", p.Spec.ID, err)
	}
	return text, nil
}

// Origin says how many figures come from the body itself, in the words under
// key; nothing when there is none.
func Origin(words *messages.Catalogue, key string, n OriginCount) (string, error) {
	args := messages.Args{"primary": n.Primary, "total": n.Total()}
	switch {
	case n.Total() == 0:
		return "", nil
	case n.Secondary == 0:
		return words.Text(key+".all", args)
	case n.Primary == 0:
		return words.Text(key+".none", args)
	default:
		return words.Text(key+".some", args)
	}
}
