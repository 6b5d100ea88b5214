package site

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/charts/plot"
)

// The size of a sparkline in its own units, and the room that its marks need at the
// edges.
const (
	sparkWidth  = 150
	sparkHeight = 40
	sparkEdge   = 4
)

// A sparkline is the course of a series without axes: it shows direction and gaps, and
// begins at zero. It parts where a line of a chart does.
type sparkline struct {
	First, Last string   // years
	Lines       []string // points of polylines
	Dots        []sparkPoint
	End         sparkPoint
}

type sparkPoint struct{ X, Y string }

// newSparkline lays the rows of one series over the years from the first to the last;
// nil with fewer than two figures. Periods that are no year are left out.
func newSparkline(rows []plot.Row) (*sparkline, error) {
	byYear := map[string]plot.Row{}
	var years []string
	for _, r := range rows {
		if _, err := strconv.Atoi(r.TimePeriod); err == nil && r.Value != nil {
			byYear[r.TimePeriod] = r
			years = append(years, r.TimePeriod)
		}
	}
	if len(years) < 2 {
		return nil, nil
	}
	slices.Sort(years)
	years, err := allYears(years)
	if err != nil {
		return nil, fmt.Errorf("draw course: %w", err)
	}
	most := 0.0
	series := plot.Series{Points: make([]plot.Point, len(years))}
	for i, year := range years {
		if r, ok := byYear[year]; ok {
			series.Points[i] = plot.Point{Row: &r, Value: r.Value}
			most = max(most, *r.Value)
		}
	}
	at := func(i int) sparkPoint {
		x := sparkEdge + float64(i)*(sparkWidth-2*sparkEdge)/float64(len(years)-1)
		y := float64(sparkHeight - sparkEdge)
		if most > 0 {
			y -= *series.Points[i].Value / most * (sparkHeight - 2*sparkEdge)
		}
		return sparkPoint{fmt.Sprintf("%.1f", x), fmt.Sprintf("%.1f", y)}
	}
	line := &sparkline{First: years[0], Last: years[len(years)-1]}
	for _, stretch := range series.Stretches() {
		// A year without a figure parts a stretch by itself.
		for len(stretch) > 0 {
			n := 1
			for n < len(stretch) && stretch[n] == stretch[n-1]+1 {
				n++
			}
			line.add(stretch[:n], at)
			stretch = stretch[n:]
		}
	}
	line.End = at(len(years) - 1)
	return line, nil
}

func (l *sparkline) add(places []int, at func(int) sparkPoint) {
	if len(places) == 1 {
		l.Dots = append(l.Dots, at(places[0]))
		return
	}
	var points []string
	for _, i := range places {
		p := at(i)
		points = append(points, p.X+","+p.Y)
	}
	l.Lines = append(l.Lines, strings.Join(points, " "))
}
