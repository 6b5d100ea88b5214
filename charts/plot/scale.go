package plot

import (
	"cmp"

	"jaarcijfers/charts"
)

// top is the end of a panel's value axis.
func (p *Plot) top(panel Panel) float64 {
	if !p.Spec.SameScale {
		return p.ownTop(panel)
	}
	if panel.unit() == "percent" {
		return 100
	}
	most := 0.0
	for _, other := range p.Panels {
		if other.unit() == panel.unit() {
			most = max(most, p.ownTop(other))
		}
	}
	return most
}

// ownTop is the end that a panel alone would have. A panel that has nothing but
// zeros and withheld figures has an axis too.
func (p *Plot) ownTop(panel Panel) float64 {
	most := 0.0
	for at := range panel.Axis {
		sum := 0.0
		for _, s := range panel.withTotal() {
			most = max(most, upper(s.Points[at].Row))
		}
		for _, s := range panel.Series {
			if v := s.Points[at].Value; v != nil {
				sum += *v
			}
		}
		if p.Spec.Form == charts.Stacked {
			most = max(most, sum)
		}
	}
	if p.Spec.Form == charts.Stacked {
		return cmp.Or(most, 1)
	}
	return cmp.Or(headroom*most, 1)
}

// highest is the highest value of a panel, or one when it has none above zero:
// an axis and a scale of colours need a length.
func (p Panel) highest() float64 {
	most := 0.0
	for _, s := range p.Series {
		most = max(most, highestPoint(s))
	}
	return cmp.Or(most, 1)
}

func (p Panel) unit() string {
	for _, s := range p.Series {
		for _, point := range s.Points {
			if point.Row != nil {
				return point.Row.Unit
			}
		}
	}
	return ""
}
