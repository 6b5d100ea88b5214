package synth

import (
	"math"
	"slices"
	"strconv"
)

// A block is a run of cases of one year that can be filled without knowing any
// other: it knows the numbers of its cases, its offences of each kind and the
// seed of what is drawn. Blocks do not depend on the number of parts.
type block struct {
	year     *span
	number   int   // tells the blocks of a year apart
	first    int   // number of its first case
	cases    int   // at most as many as offences
	offences int   // at least one
	byKind   []int // the offences, by kind
	start    int   // offences of the year that come before it
	cluster  *cluster
	part     int // the file it goes to, from 0
}

// A span is a year with offences and the days of it that can have some.
type span struct {
	year, offences  int
	firstDay, days  int
	digits          int // of the number of a case
	blocks, largest int // number of its blocks so far, and of its last case
}

// A cluster is a few cases about one event: same day, same place.
type cluster struct {
	name                     string
	day                      day
	place                    string // its code
	event, office, placeText string // as they are written
}

// A block has at most largestBlock offences, so that memory holds little. An
// extract has about fewestBlocks or more, so that parts are of one size, unless
// these would be so small that cases could not differ in size.
const (
	largestBlock  = 8192
	smallestBlock = 16
	fewestBlocks  = 256
	fewestDigits  = 4
)

// A cutter cuts years into blocks.
type cutter struct {
	m     *model
	seed  uint64
	size  int
	all   []block
	left  []int // of the year, by kind
	start int   // offences of the year that were cut
}

// cut gives the blocks of all years in the order in which they are written.
func cut(m *model, years []count, seed uint64, parts int) []block {
	total := 0
	for _, y := range years {
		total += y.total()
	}
	c := &cutter{m: m, seed: seed, size: min(max(total/fewestBlocks, smallestBlock), largestBlock)}
	for _, y := range years {
		if y.total() > 0 {
			c.cutYear(y)
		}
	}
	most := 0
	for _, b := range c.all {
		most = max(most, b.year.largest)
	}
	done := 0
	for i := range c.all {
		b := &c.all[i]
		b.year.digits = max(fewestDigits, len(strconv.Itoa(most)))
		b.part = (done + b.offences/2) * parts / total
		done += b.offences
	}
	return c.all
}

// cutYear cuts the clusters of a year, at places that are drawn, and what lies
// between them.
func (c *cutter) cutYear(y count) {
	s := &span{year: y.year, offences: y.total()}
	s.firstDay, s.days = c.m.span(y.year)
	c.left, c.start = slices.Clone(y.byKind), 0
	draw := newSource(c.seed, uint64(y.year))
	sizes := c.clusterSizes(s.offences, draw)
	rest := s.offences - sum(sizes)
	places := make([]int, len(sizes))
	for i := range places {
		places[i] = draw.below(rest + 1)
	}
	slices.Sort(places)
	at := 0
	for i, size := range sizes {
		c.cutRun(s, places[i]-at, c.casesOf(places[i]-at), nil)
		at = places[i]
		c.cutRun(s, size, int(math.Sqrt(float64(size))), c.newCluster(s, i+1, draw))
	}
	c.cutRun(s, rest-at, c.casesOf(rest-at), nil)
}

// casesOf gives the number of cases outside clusters.
func (c *cutter) casesOf(offences int) int {
	return int(math.Round(float64(offences) / c.m.perCase))
}

// clusterSizes gives the offences of the clusters of a year: one or two of them,
// none when there are fewer than two offences for them.
func (c *cutter) clusterSizes(offences int, draw source) []int {
	all := int(math.Round(c.m.clustered * float64(offences)))
	switch {
	case all < 2:
		return nil
	case all < 4 || draw.below(2) == 0:
		return []int{all}
	}
	second := 2 + draw.below(all/2-1) // from 2 to the half
	return []int{all - second, second}
}

func (c *cutter) newCluster(s *span, number int, draw source) *cluster {
	k := &cluster{
		name: "synthetic_cluster_" + strconv.Itoa(s.year) + "_" + strconv.Itoa(number),
		day:  s.dayOf(c.start),
	}
	k.office = c.m.office[k.day].take(draw)
	places := c.m.place[k.day]
	at := places.draw(draw)
	k.place, k.placeText = places.codes[at], places.text[at]
	k.event = c.m.event[k.day].take(draw)
	if c.m.named[k.day] != nil {
		k.event = c.m.named[k.day].take(draw)
	}
	return k
}

// cutRun cuts offences that follow each other into blocks of about one size.
func (c *cutter) cutRun(s *span, offences, cases int, k *cluster) {
	pieces := (offences + c.size - 1) / c.size
	for i := range pieces {
		b := block{
			year: s, number: s.blocks, first: s.largest + 1, start: c.start, cluster: k,
			offences: offences*(i+1)/pieces - offences*i/pieces,
			cases:    cases*(i+1)/pieces - cases*i/pieces,
		}
		b.cases = min(max(b.cases, 1), b.offences)
		b.byKind = apportion(b.offences, c.left)
		for kind, n := range b.byKind {
			c.left[kind] -= n
		}
		c.all = append(c.all, b)
		c.start += b.offences
		s.largest += b.cases
		s.blocks++
	}
}

// dayOf gives the day on which a year has got so many of its offences.
func (s *span) dayOf(offences int) day {
	return s.firstDay + min(offences*s.days/s.offences, s.days-1)
}
