package synth

import (
	"slices"
	"strconv"
)

// How a case hangs together. These are shapes, not figures: no publication
// gives them, and no total depends on them.
const (
	sameKind    = certain / 4 * 3 // chance that an offence is of the kind of the one before it in its case
	spread      = 10              // days by which the order of case numbers and that of inflow differ at most
	mostGrounds = 3               // of an offence
	none        = -1              // the day of what did not happen
)

// A filler writes the rows of one block after another. Drawn by case are the
// day, the office, the event, the suspects and the days of disposal and verdict;
// by offence the kind, article, place, online, grounds and how it ended.
type filler struct {
	m    *model
	seed uint64
	rows rows

	draw      source
	block     block
	left      []int // offences of the block still to write, by kind
	unwritten int   // their sum
	open      openCase
}

// An openCase is the case that is being written.
type openCase struct {
	number  []byte // S24-0123
	offence []byte // S24-0123-1
	count   int    // offences so far
	kind    int    // of the last offence
	office  string
	tail    []byte // from event to the end of the row

	committed, day, disposal, verdict day // day is that of inflow
}

// fill writes the rows of a block; what was there is overwritten. Where a case
// ends is drawn so that the block has exactly its offences and its cases.
func (f *filler) fill(b block) {
	for t := range f.rows {
		f.rows[t] = f.rows[t][:0]
	}
	f.block, f.unwritten, f.left = b, b.offences, append(f.left[:0], b.byKind...)
	f.draw = newSource(f.seed, uint64(b.year.year), uint64(b.number)+1)
	f.open.number = numberBefore(f.open.number[:0], b)
	f.newCase()
	for starts := b.cases - 1; f.unwritten > 0; {
		if f.open.count > 0 && f.draw.below(f.unwritten) < starts {
			starts--
			f.newCase()
		}
		f.addOffence()
	}
}

// numberBefore writes the number that comes before the first case of a block.
func numberBefore(number []byte, b block) []byte {
	number = append(number, 'S', byte('0'+b.year.year/10%10), byte('0'+b.year.year%10), '-')
	digits := strconv.Itoa(b.first - 1)
	for range b.year.digits - len(digits) {
		number = append(number, '0')
	}
	return append(number, digits...)
}

// countUp gives the digits at the end of a number the next value.
func countUp(number []byte) {
	for i := len(number) - 1; ; i-- {
		if number[i] != '9' {
			number[i]++
			return
		}
		number[i] = '0'
	}
}

func (f *filler) newCase() {
	k, m, cluster := &f.open, f.m, f.block.cluster
	countUp(k.number)
	k.count = 0
	var name string
	if cluster != nil {
		k.committed, k.day, k.office, name = cluster.day, cluster.day, cluster.office, cluster.name
		k.tail = append(k.tail[:0], cluster.event...)
	} else {
		k.day = f.drawDay()
		// Codes are known for the days of a year with inflow, so the offence is of it too.
		k.committed = max(k.day-m.toInflow.draw(f.draw)+1, f.block.year.firstDay)
		k.office = m.office[k.day].take(f.draw)
		k.tail = append(k.tail[:0], m.event[k.committed].take(f.draw)...)
	}
	k.tail = append(append(k.tail, name...), isSynthetic...)
	k.tail = append(append(k.tail, m.text[k.committed][:]...), '\n')
	k.disposal = f.drawEnd(m.disposed, k.day, m.toDisposal)
	k.verdict = f.drawEnd(m.judged, k.disposal, m.toVerdict)
	f.addSuspect('1')
	if f.draw.hits(m.secondSuspect) {
		f.addSuspect('2')
	}
}

// drawDay draws a day near to what the number of the case suggests. What would
// fall outside the year is mirrored into it.
func (f *filler) drawDay() day {
	s := f.block.year
	d := s.dayOf(f.block.start+f.block.offences-f.unwritten) - s.firstDay + f.draw.below(2*spread+1) - spread
	if d < 0 {
		d = -1 - d
	}
	if d >= s.days {
		d = 2*s.days - 1 - d
	}
	return s.firstDay + min(max(d, 0), s.days-1)
}

// drawEnd draws the day on which a case gets to its next step; none when it does
// not, or not yet.
func (f *filler) drawEnd(c chance, from day, after delay) day {
	if from == none || !f.draw.hits(c) {
		return none
	}
	if d := from + after.draw(f.draw); d < f.m.days() {
		return d
	}
	return none
}

func (f *filler) addSuspect(digit byte) {
	k := &f.open
	row := append(f.rows[suspects], k.number...)
	row = append(row, '-', 'V', digit, ';')
	row = append(append(row, k.number...), ';')
	row = append(row, f.m.ageGroup[k.day].take(f.draw)...)
	f.rows[suspects] = append(row, f.m.sex[k.day].take(f.draw)...)
}

func (f *filler) addOffence() {
	k, m := &f.open, f.m
	f.drawKind()
	k.count++
	k.offence = append(append(k.offence[:0], k.number...), '-')
	k.offence = append(strconv.AppendInt(k.offence, int64(k.count), 10), ';')
	row := append(append(f.rows[offences], k.number...), ';')
	row = append(row, k.offence...)
	row = append(append(row, m.text[k.day][:]...), ';')
	articles := m.article[k.kind][k.committed]
	at := articles.draw(f.draw)
	row = append(row, articles.text[at]...)
	row = append(row, k.office...)
	row = f.appendPlace(row)
	f.rows[offences] = append(row, k.tail...)
	f.addGrounds(articles.codes[at])
	f.addOutcome()
}

// appendPlace writes where the offence was committed, and whether online.
func (f *filler) appendPlace(row []byte) []byte {
	m := f.m
	var code, text string
	if cluster := f.block.cluster; cluster != nil {
		code, text = cluster.place, cluster.placeText
	} else {
		places := m.place[f.open.committed]
		at := places.draw(f.draw)
		code, text = places.codes[at], places.text[at]
	}
	row = append(row, text...)
	if m.onlinePlace != "" && code == m.onlinePlace || f.draw.hits(m.online) {
		return append(row, "true;"...)
	}
	return append(row, "false;"...)
}

// drawKind takes the kind of the next offence from those that the block still
// has to write.
func (f *filler) drawKind() {
	k := &f.open
	if k.count == 0 || f.left[k.kind] == 0 || !f.draw.hits(sameKind) {
		at := f.draw.below(f.unwritten)
		for k.kind = 0; at >= f.left[k.kind]; k.kind++ {
			at -= f.left[k.kind]
		}
	}
	f.left[k.kind]--
	f.unwritten--
}

func (f *filler) addGrounds(article string) {
	choice := f.m.groundsOf(article, f.open.committed)
	if choice == nil || f.draw.hits(f.m.noGround) {
		return
	}
	var drawn [mostGrounds]int
	drawn[0] = choice.draw(f.draw)
	n := 1
	for n < min(mostGrounds, len(choice.text)) && f.draw.hits(f.m.secondGround) {
		drawn[n] = choice.drawOther(f.draw, drawn[:n])
		n++
	}
	for _, at := range drawn[:n] {
		row := append(f.rows[grounds], f.open.offence...)
		f.rows[grounds] = append(row, choice.text[at]...)
	}
}

// addOutcome writes how the offence was disposed of and, when that led to court,
// what the court said.
func (f *filler) addOutcome() {
	k, m := &f.open, f.m
	if k.disposal == none {
		return
	}
	choice := m.disposal[k.disposal]
	at := choice.draw(f.draw)
	f.rows[disposals] = f.addEnd(f.rows[disposals], k.disposal, choice.text[at])
	if k.verdict != none && choice.codes[at] == m.summons {
		f.rows[verdicts] = f.addEnd(f.rows[verdicts], k.verdict, m.verdict[k.verdict].take(f.draw))
	}
}

func (f *filler) addEnd(row []byte, d day, how string) []byte {
	row = append(row, f.open.offence...)
	row = append(append(row, f.m.text[d][:]...), ';')
	return append(row, how...)
}

// drawOther draws a code that is not among those drawn. When chance gives the
// same again and again, the next code is taken.
func (c *choice) drawOther(s source, drawn []int) int {
	at := c.draw(s)
	for range 16 {
		if !slices.Contains(drawn, at) {
			return at
		}
		at = c.draw(s)
	}
	for slices.Contains(drawn, at) {
		at = (at + 1) % len(c.text)
	}
	return at
}
