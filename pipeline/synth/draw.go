package synth

import (
	"math"
	"math/bits"
	"math/rand/v2"
)

// A source draws whole numbers; all chances are made of them, so that no
// rounding of a processor shows in the files.
type source struct{ *rand.PCG }

// newSource gives the source of one purpose. Places that differ in anything
// draw independently.
func newSource(seed uint64, place ...uint64) source {
	high, low := scramble(seed), scramble(^seed)
	for _, p := range place {
		high, low = scramble(high^p), scramble(low+p)
	}
	return source{rand.NewPCG(high, low)}
}

// scramble spreads neighbouring numbers over all bits (the finaliser of
// SplitMix64).
func scramble(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// below draws a number from 0 to n-1.
func (s source) below(n int) int {
	high, _ := bits.Mul64(s.Uint64(), uint64(n))
	return int(high)
}

// A chance is a probability in units of 2^-63.
type chance uint64

const certain chance = 1 << 63

func newChance(p float64) chance {
	if p >= 1 {
		return certain
	}
	return chance(p * float64(certain))
}

// hits draws whether something happens.
func (s source) hits(c chance) bool { return chance(s.Uint64()>>1) < c }

// A choice is the codes that can be drawn on a day. It is an alias table
// (Walker, Vose): one number draws one code, however many there are.
type choice struct {
	codes []string // as they are drawn
	text  []string // as they are written, separator included
	keep  []chance // in each column of the table, the chance of its own code ...
	other []int    // ... and the code that has the rest of the column
}

// newChoice makes the table of codes with weights above zero.
func newChoice(codes []string, weights []float64, text []string) *choice {
	n := len(codes)
	c := &choice{codes, text, make([]chance, n), make([]int, n)}
	total := 0.0
	for _, w := range weights {
		total += w
	}
	heights := make([]float64, n) // the mean is 1
	var small, large []int
	for i, w := range weights {
		heights[i] = w / total * float64(n)
		c.keep[i], c.other[i] = certain, i
		if heights[i] < 1 {
			small = append(small, i)
		} else {
			large = append(large, i)
		}
	}
	for len(small) > 0 && len(large) > 0 {
		s, l := small[len(small)-1], large[len(large)-1]
		small = small[:len(small)-1]
		c.keep[s], c.other[s] = newChance(heights[s]), l
		if heights[l] -= 1 - heights[s]; heights[l] < 1 {
			large = large[:len(large)-1]
			small = append(small, l)
		}
	}
	return c
}

// draw draws the index of a code.
func (c *choice) draw(s source) int {
	column, rest := bits.Mul64(s.Uint64(), uint64(len(c.keep)))
	if chance(rest>>1) < c.keep[column] {
		return int(column)
	}
	return c.other[column]
}

// take draws a code as it is written.
func (c *choice) take(s source) string { return c.text[c.draw(s)] }

// A delay draws a number of days, 1 or more, with a long tail: most cases go
// fast, some take years. It is a table of equally likely values.
type delay []int

const (
	delayBits  = 12
	delaySteps = 1 << delayBits
)

// newDelay follows the exponential distribution with the mean given, rounded up
// to whole days.
func newDelay(mean float64) delay {
	d := make(delay, delaySteps)
	for i := range d {
		p := (float64(i) + 0.5) / delaySteps
		// Rounding up adds half a day to the mean.
		d[i] = max(1, int(math.Ceil(-math.Log1p(-p)*(mean-0.5))))
	}
	return d
}

func (d delay) draw(s source) int { return d[s.Uint64()>>(64-delayBits)] }
