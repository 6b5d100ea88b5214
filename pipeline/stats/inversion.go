package stats

import "math"

// nothing is the logarithm of what a factor is too small to matter at: all terms
// below it come to less than 1e-24 of p.
const nothing = -60

// invertedP is the two-sided p from the characteristic function of the offences in
// one period, the product of cos(mx) over all units. Its values on as many points
// as the offences have outcomes give the chance of every outcome, by the discrete
// Fourier transform; their sum over the outcomes nearer to the middle than the one
// seen is a geometric series, which leaves one sine over another.
//
// The outcomes are taken round a circle of points. Ten times the root of the sum of
// m² is enough: what lies beyond and comes back on the circle is at most
// 2 exp(-50), below 1e-21 (Hoeffding 1963, Journal of the American Statistical
// Association 58: 13-30). Single cases end the sum early; without any, a few dozen
// clusters of a million take many seconds.
func invertedP(groups []group, total, fewer int64) float64 {
	inside := total - 2*fewer - 1
	points := circle(groups, total)
	if inside <= 0 {
		return 1
	}
	if inside >= points {
		return 0
	}
	near := float64(inside) / float64(points)
	for l := range lastPoint(groups, points) {
		l++
		sine := math.Sin(math.Pi * float64(l) / float64(points))
		angle, odd := reduce(inside*l, points)
		term := 2 * math.Sin(angle) / sine / float64(points) * characteristic(groups, l, points)
		if odd {
			term = -term
		}
		near += term
	}
	return math.Min(1, math.Max(0, 1-near))
}

// circle is the number of points. It is odd, so that they lie in pairs round 0 and
// no cosine is 0.
func circle(groups []group, total int64) int64 {
	var squares float64
	for _, g := range groups {
		squares += float64(g.number) * float64(g.size) * float64(g.size)
	}
	return int64(math.Min(float64(total+1), math.Ceil(10*math.Sqrt(squares)))) | 1
}

// lastPoint is where the units of one offence by themselves have made the
// characteristic function nothing; their cosine only falls from 0 to the end.
func lastPoint(groups []group, points int64) int64 {
	last := points / 2
	if len(groups) > 0 && groups[0].size == 1 {
		x := math.Acos(math.Exp(nothing / float64(groups[0].number)))
		last = min(last, int64(math.Ceil(x/math.Pi*float64(points))))
	}
	return last
}

// characteristic is the product of cos(mx) over all units at x = πl/points. Near 1
// the logarithm goes by the sine, which has the digits that the cosine lacks.
func characteristic(groups []group, l, points int64) float64 {
	log, negative := 0.0, false
	for _, g := range groups {
		angle, odd := reduce(g.size*l, points)
		if math.Abs(angle) < math.Pi/4 {
			sine := math.Sin(angle)
			log += float64(g.number) / 2 * math.Log1p(-sine*sine)
		} else {
			log += float64(g.number) * math.Log(math.Cos(angle))
		}
		if log < nothing {
			return 0
		}
		negative = negative != (odd && g.number%2 == 1)
	}
	if negative {
		return -math.Exp(log)
	}
	return math.Exp(log)
}

// reduce takes half turns from the angle πa/n until it lies within a quarter turn
// of 0, and says whether their number was odd: then sine and cosine have changed
// sign. In whole numbers, because πa/n itself would have lost digits.
func reduce(a, n int64) (angle float64, odd bool) {
	halfTurns := (a + n/2) / n
	return math.Pi * float64(a-halfTurns*n) / float64(n), halfTurns%2 == 1
}
