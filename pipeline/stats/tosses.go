package stats

import "math"

// mostTosses is the work above which tossing one by one is too slow: that of 2,000
// units of one offence.
const mostTosses = 4_000_000

// tosses is at least the work of tossing one by one: for each unit every number of
// offences that a period can have.
func tosses(groups []group, total int64) float64 {
	units, outcomes := 0.0, 1.0
	for _, g := range groups {
		units += float64(g.number)
		outcomes *= float64(g.number + 1)
	}
	return units * math.Min(outcomes, float64(total+1))
}

// tossedP is the two-sided p by tossing the units one by one. It only adds and
// halves, so that a small p has as many digits as a large one.
func tossedP(groups []group, fewer int64) float64 {
	var p float64
	for _, o := range tossed(groups, fewer) {
		p += 2 * o.chance
	}
	return math.Min(1, p)
}

// An outcome is a number of offences that a period can have.
type outcome struct {
	offences int64
	chance   float64
}

// tossed are the outcomes up to most, the fewest offences first. Few units have
// few outcomes, however large they are.
func tossed(groups []group, most int64) []outcome {
	outcomes, next := []outcome{{0, 1}}, []outcome(nil)
	for _, g := range groups {
		for range g.number {
			next = toss(next[:0], outcomes, g.size, most)
			outcomes, next = next, outcomes
		}
	}
	return outcomes
}

// toss appends to next what outcomes become by one more unit: each is halved, and
// the other half has the size of the unit more.
func toss(next, outcomes []outcome, size, most int64) []outcome {
	without, with := outcomes, outcomes
	for len(without) > 0 {
		o := outcome{without[0].offences, without[0].chance / 2}
		switch larger := with[0].offences + size; {
		case larger < o.offences:
			o = outcome{larger, with[0].chance / 2}
			with = with[1:]
		case larger == o.offences:
			o.chance += with[0].chance / 2
			with, without = with[1:], without[1:]
		default:
			without = without[1:]
		}
		next = append(next, o)
	}
	for _, o := range with {
		if o.offences+size > most {
			break
		}
		next = append(next, outcome{o.offences + size, o.chance / 2})
	}
	return next
}
