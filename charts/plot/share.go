package plot

import (
	"math"

	"jaarcijfers/pipeline/messages"
)

// Limits are the bases of shares (docs/METHOD.md, Percentages; sql/meta/parameter.yaml):
// below the first none is shown, below the second only "x of n" and no mark, below the
// third both.
type Limits struct{ ShareFrom, ShareDrawn, ShareAlone float64 }

// drawable tells whether a figure may have a mark in a drawing.
func (l Limits) drawable(r Row) bool {
	return r.Value != nil && (r.Unit != "percent" || r.Base == nil || *r.Base >= l.ShareDrawn)
}

// share writes a percentage with what it is a share of, where that is small.
func (p *Plot) share(r *Row) string {
	percent := p.number(*r.Value, r.Unit)
	if r.Base == nil || *r.Base >= p.data.Limits.ShareAlone {
		return percent
	}
	args := messages.Args{"count": math.Round(*r.Value / 100 * *r.Base), "base": *r.Base, "share": percent}
	key := "chart.share_of"
	if *r.Base < p.data.Limits.ShareDrawn {
		key = "chart.count_of"
	}
	text, err := p.words.Text(key, args)
	if err != nil {
		p.errs = append(p.errs, err)
	}
	return text
}
