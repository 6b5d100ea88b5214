package draw

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A Panel says where a panel of a drawing lies, for what a page's script draws over it.
// Heights are the same in every width of the drawing; its plane says from where to
// where it is plotted across.
type Panel struct {
	Top    int `json:"top"` // in pixels from the top of the drawing
	Height int `json:"height"`
	Count  int `json:"count"` // of places on the axis of years or categories
	// Lying says that the axis of years or categories goes down, and values go across.
	Lying bool `json:"lying,omitempty"`
	// Marks are, for each place, how far along the axis of values its marks lie: 0 at the
	// beginning, 1 at the end. A heat table has none.
	Marks [][]float64 `json:"marks"`
}

// placed is what Panels reads of options.
type placed struct {
	Grid []struct{ Top, Height string }
	X    []axisOf `json:"xAxis"`
	Y    []axisOf `json:"yAxis"`
	List []struct {
		Panel int `json:"xAxisIndex"`
		Stack string
		Data  []struct {
			Value   any
			Tooltip *struct{}
		}
	} `json:"series"`
}

type axisOf struct {
	Type     string
	Min, Max float64
	Data     []string
}

// Panels are the panels of a drawing, from its options. Errors: options that are no
// JSON, a panel without a size.
func Panels(options []byte) ([]Panel, error) {
	var o placed
	if err := json.Unmarshal(options, &o); err != nil {
		return nil, fmt.Errorf("read options for the places of their panels: %w", err)
	}
	all := make([]Panel, len(o.Grid))
	for i, grid := range o.Grid {
		p := &all[i]
		var errTop, errHeight error
		p.Top, errTop = strconv.Atoi(grid.Top)
		p.Height, errHeight = strconv.Atoi(grid.Height)
		if errTop != nil || errHeight != nil || i >= len(o.X) || i >= len(o.Y) {
			return nil, fmt.Errorf("panel %d has no place: top %q, height %q", i, grid.Top, grid.Height)
		}
		p.Lying = o.X[i].Type != "category"
		along := o.X[i]
		if p.Lying {
			along = o.Y[i]
		}
		p.Count = len(along.Data)
		p.Marks = make([][]float64, p.Count)
		if p.Lying || o.Y[i].Type != "category" {
			o.mark(i, p)
		}
	}
	return all, nil
}

// mark puts the marks of a panel in place: every point of which there is something to
// tell. What stands on each other in one stack adds up.
func (o placed) mark(panel int, p *Panel) {
	value := o.Y[panel]
	if p.Lying {
		value = o.X[panel]
	}
	stacked := map[string]float64{}
	for _, s := range o.List {
		if s.Panel != panel {
			continue
		}
		for i, d := range s.Data {
			at, v, ok := point(d.Value, i, p.Lying)
			if !ok || d.Tooltip == nil || at < 0 || at >= p.Count || value.Max <= value.Min {
				continue
			}
			if s.Stack != "" {
				key := s.Stack + " " + strconv.Itoa(at)
				stacked[key] += v
				v = stacked[key]
			}
			p.Marks[at] = append(p.Marks[at], rounded((v-value.Min)/(value.Max-value.Min)))
		}
	}
}

// point is the place and the value of a point: the i-th of a series, unless it names its
// place itself. Not ok for one without a value.
func point(value any, i int, lying bool) (at int, v float64, ok bool) {
	if pair, both := value.([]any); both {
		if len(pair) != 2 {
			return 0, 0, false
		}
		place, far := pair[0], pair[1]
		if lying {
			place, far = far, place
		}
		n, known := place.(float64)
		v, ok = far.(float64)
		return int(n), v, ok && known
	}
	v, ok = value.(float64)
	return i, v, ok
}

// data is the plane of a drawing as its svg element says it: from where to where it is
// plotted across, in its own pixels.
func (p plane) data() string {
	return strings.Join([]string{short(p.left), short(p.right)}, " ")
}

// Joined is one panel of several that stand under each other on the same years.
func Joined(rows []Panel) Panel {
	last := rows[len(rows)-1]
	all := Panel{Top: rows[0].Top, Height: last.Top + last.Height - rows[0].Top, Count: rows[0].Count, Lying: rows[0].Lying, Marks: make([][]float64, rows[0].Count)}
	for _, row := range rows {
		for at, marks := range row.Marks {
			for _, far := range marks {
				y := float64(row.Top) + float64(row.Height)*(1-far)
				all.Marks[at] = append(all.Marks[at], rounded(1-(y-float64(all.Top))/float64(all.Height)))
			}
		}
	}
	return all
}

// rounded is a share to a thousandth, which is less than a pixel.
func rounded(share float64) float64 { return math.Round(share*1000) / 1000 }
