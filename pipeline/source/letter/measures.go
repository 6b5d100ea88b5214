package letter

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"jaarcijfers/pipeline/contract"
)

// A reader is one letter being read.
type reader struct {
	file       string
	form       Form
	statuses   map[string]string
	measures   []Measure
	violations []contract.Violation
	first      map[string]int // id of a measure -> line of its title
	seen       int            // measures opened
	open       *open          // the measure under way; nil between measures
	noted      []noted        // footnote marks
	page       int            // number of the last page that was met
	shown      map[int]bool   // declarations of lines read as they are shown that were of use
	asked      bool           // the paragraph under way was asked about as part of a page
	width      int            // characters of the longest line
}

// open is a measure whose status is still to come.
type open struct {
	measure   Measure
	narrative []string
	broken    bool // a page ended after the last paragraph
	refused   bool // it broke a rule already
}

func (r *reader) refuse(v contract.Violation) {
	v.File = r.file
	if v.Severity == "" {
		v.Severity = contract.Error
	}
	r.violations = append(r.violations, v)
}

func (r *reader) read(paragraphs []paragraph) {
	for _, p := range paragraphs {
		for _, l := range p.lines {
			r.width = max(r.width, utf8.RuneCountInString(l.text))
		}
	}
	for i := 0; i < len(paragraphs); i++ {
		p := paragraphs[i]
		var next *paragraph
		if i+1 < len(paragraphs) {
			next = &paragraphs[i+1]
		}
		r.asked = false
		if r.takeOut(p, paragraphs[i+1:]) {
			if r.open != nil {
				r.open.broken = true
			}
			continue
		}
		if next != nil && r.continues(p, *next) {
			p.lines = append(append([]line(nil), p.lines...), next.lines...)
			p.marks = append(append([]string(nil), p.marks...), next.marks...)
			i++
		}
		if !p.plain {
			p.lines = cutStatuses(p.lines)
		}
		p.asked = r.asked
		p.goesOn = r.goesOn(p, paragraphs[i+1:])
		r.readParagraph(p)
	}
	if r.open != nil {
		r.missing()
	}
	if r.seen == 0 {
		r.refuse(contract.Violation{Line: 1, Rule: RuleNone})
	}
	r.notesMissing()
}

// continues tells whether an empty line parts what belongs together: a title and
// its number, or the word "Status:" and the status.
func (r *reader) continues(p, next paragraph) bool {
	if p.plain || next.plain || len(p.lines) == 0 {
		return false
	}
	text := next.joined()
	if numberShape.MatchString(text) && isTitle(p.joined()) {
		return true
	}
	last := p.lines[len(p.lines)-1].text
	if shape := statusShape.FindStringSubmatch(last); shape != nil && shape[2] == "" || statusAlone.MatchString(last) {
		_, known := r.code(text)
		return known
	}
	return false
}

// readParagraph reads a heading, a status, or narrative, or some of these one
// after the other.
func (r *reader) readParagraph(p paragraph) {
	if p.plain {
		r.narrative(p)
		return
	}
	if r.openHeading(p) {
		return
	}
	if n := startsHeading(p.lines); n > 0 {
		first, rest := p, p
		first.lines, rest.lines, rest.marks, rest.pageBreak = p.lines[:n], p.lines[n:], nil, false
		r.openHeading(first)
		r.readParagraph(rest)
		return
	}
	for i := range p.lines {
		s, ok := r.statusAt(p.lines[i:])
		if !ok {
			continue
		}
		if i > 0 {
			before := p
			before.lines = p.lines[:i]
			r.readParagraph(before)
		}
		r.close(s, p.lines[i:])
		r.afterStatus(p.lines[i+s.lines:])
		return
	}
	r.readText(p)
}

// afterStatus reads the lines that follow a status in the same paragraph: a
// heading, or else the status goes on and cannot be read.
func (r *reader) afterStatus(rest []line) {
	if len(rest) == 0 {
		return
	}
	p := paragraph{lines: rest}
	if _, ok := p.head(); ok || startsHeading(rest) > 0 {
		r.readParagraph(p)
		return
	}
	if n := len(r.measures); n > 0 && r.measures[n-1].Position == r.seen {
		r.measures = r.measures[:n-1]
	}
	r.refuse(contract.Violation{Line: rest[0].number, Rule: RuleTextAfterStatus, Value: shorten(p.joined())})
}

// readText reads narrative, unless something in it looks like a heading or a
// status: then nobody can tell what it is.
func (r *reader) readText(p paragraph) {
	if at := r.looksLikeStatus(p); at >= 0 {
		r.refuse(contract.Violation{Line: p.lines[at].number, Rule: RuleStatusUnclear, Value: shorten(joinLines(p.lines[at:]))})
		return
	}
	at := r.headingWithin(p)
	if at < 0 && (!p.asked && p.short() && looksLikeHeading(p.joined()) || r.open != nil && (p.heading || r.isTitle(p))) {
		at = 0
	}
	if at >= 0 {
		r.unclear(p.lines[at].number, shorten(joinLines(p.lines[at:])))
		return
	}
	r.narrative(p)
}

// isTitle tells whether a paragraph within a measure stands there like a title.
func (r *reader) isTitle(p paragraph) bool {
	return p.short() && !p.asked && isLoose(p.joined()) && !p.item && !p.goesOn
}

// mostAhead is how many paragraphs that belong to the page are passed over.
const mostAhead = 12

// goesOn tells whether the sentence that a paragraph ends with goes on in those
// after it, or announces them. What belongs to the page is passed over, save a
// number that may be of the sentence.
func (r *reader) goesOn(p paragraph, after []paragraph) bool {
	announces := len(p.lines) > 0 && strings.HasSuffix(p.lines[len(p.lines)-1].text, ":")
	for i, next := range after[:min(len(after), mostAhead)] {
		text := next.joined()
		if found := bareNumber.FindStringSubmatch(text); found != nil {
			if !r.isNextPage(found[1]) {
				return true
			}
			continue
		}
		if either := noteOrText.FindStringSubmatch(text); either != nil && r.isNoted(norm.NFKC.String(either[1])) {
			return true
		}
		if next.note != "" || isPageHead(next.lines[0].text) || noteShape.MatchString(text) {
			continue
		}
		first, _ := utf8.DecodeRuneInString(text)
		parted := i > 0 || next.pageBreak // by the end of a page
		return parted && unicode.IsLower(first) || announces && (next.item || !unicode.IsUpper(first))
	}
	return false
}

// unclear refuses what looks like a heading. The status that follows is nobody's.
func (r *reader) unclear(at int, text string) {
	if r.open != nil {
		r.missing()
	}
	r.seen++
	r.open = &open{refused: true}
	r.refuse(contract.Violation{Line: at, Rule: RuleHeadingUnclear, Value: text})
}

// openHeading opens a measure when the paragraph is a heading.
func (r *reader) openHeading(p paragraph) bool {
	h, ok := p.head()
	if !ok {
		return false
	}
	if r.open != nil {
		r.missing()
	}
	r.seen++
	at := p.lines[0].number
	number, err := strconv.Atoi(h.number)
	o := &open{measure: Measure{Number: number, Part: h.part, Title: h.title, Position: r.seen, Line: at}}
	r.open = o
	id := o.measure.ID()
	switch line, twice := r.first[id]; {
	case err != nil, number < 1, number > highestNumber, h.number[0] == '0':
		r.refuse(contract.Violation{Line: at, Rule: RuleNumber, Value: h.number + h.part})
		o.refused = true
	case twice:
		r.refuse(contract.Violation{Line: at, Rule: RuleTwice, Value: id, Expected: strconv.Itoa(line)})
		o.refused = true
	default:
		r.first[id] = at
	}
	r.note(p.marks, at)
	if h.mark != "" {
		r.note([]string{h.mark}, at)
	}
	return true
}

// note remembers footnote marks of the measure under way.
func (r *reader) note(marks []string, at int) {
	id := ""
	if r.open != nil {
		id = r.open.measure.ID()
	}
	for _, mark := range marks {
		r.noted = append(r.noted, noted{mark: mark, id: id, line: at})
	}
}

// narrative adds a paragraph to the measure under way. Where a page ended in
// the middle of a sentence, the paragraph goes on.
func (r *reader) narrative(p paragraph) {
	text := p.joined()
	if text == "" {
		return
	}
	r.note(p.marks, p.lines[0].number)
	o := r.open
	if o == nil {
		if r.seen > 0 {
			r.refuse(contract.Violation{Line: p.lines[0].number, Rule: RuleTextAfterStatus, Value: shorten(text)})
		}
		return // before the first measure: the letter's introduction
	}
	last := len(o.narrative) - 1
	first, _ := utf8.DecodeRuneInString(text)
	if last >= 0 && (p.pageBreak || o.broken) && unicode.IsLower(first) && !endsSentence(o.narrative[last]) {
		o.narrative[last] = join(o.narrative[last], text)
	} else {
		o.narrative = append(o.narrative, text)
	}
	o.broken = false
}

// missing names the measure under way, which has no status.
func (r *reader) missing() {
	m := r.open.measure
	if !r.open.refused {
		r.refuse(contract.Violation{Line: m.Line, Rule: RuleStatusMissing, Value: m.ID() + " " + shorten(m.Title)})
	}
	r.open = nil
}

func isDigits(text string) bool {
	_, err := strconv.Atoi(text)
	return err == nil && !strings.ContainsAny(text, "+-")
}

// shorten keeps a text of a letter to one line of a message.
func shorten(text string) string {
	const most = 100
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
