package letter

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"jaarcijfers/pipeline/contract"
)

// Shapes of what belongs to a page and not to the text.
var (
	// A running head that nothing else looks like, and lines that stand with one.
	strongHead = regexp.MustCompile(`(?i)^(?:(?:pagina|blad|blz\.?|page|p\.):? \d+(?: ?(?:van|of|/) ?\d+)?|(?:tweede|eerste) kamer, vergaderjaar .*|` +
		`(?:tweede|eerste) kamer der staten-generaal(?: *\|.*)?|vergaderjaar \d{4} ?[-–/] ?\d{2,4}(?: *\|.*)?|kst-?\d.*|ISSN [\d –-]+)$`)
	weakHead = regexp.MustCompile(`^(?:Ministerie van \p{Lu}.{0,60}|Directoraat-[Gg]eneraal .{1,60}|Directie .{1,60}|Datum:?(?: \d{1,2} \p{L}+ \d{4})?|` +
		`\d{1,2} \p{L}+ \d{4}|(?:Ons|Uw|Onze|Uw) (?:kenmerk|referentie|brief)\b.{0,40}|Kenmerk\b.{0,40}|Bijlagen?:?(?: \d+)?|Contactpersoon\b.{0,40}|` +
		`(?:Bezoekadres|Postadres|Behandeld door|Afdeling|Telefoon|Versie)\b.{0,40}|Postbus \d+.{0,40}|\d{4} ?[A-Z]{2} \p{Lu}[\p{L} ]+|www\.[\w.-]+(?:/\S*)?|` +
		`T \(?0\d[\d() -]+|\d{2} \d{3}(?:[- ][IVX]+)?(?: \p{Lu}.{0,80})?|Nr\. \d{1,4}|\d{1,3} (?:van|of|/) ?\d{1,3}|\d{1,3}/\d{1,3})$`)
	// A running head that runs on in a line of text.
	headInside = regexp.MustCompile(`(?i)\bpagina \d+ (?:van|of) \d+\b|(?:^|[^(\pL;,]\s)(?:tweede|eerste) kamer, vergaderjaar \d{4}|kamer der staten-generaal \||` +
		`vergaderjaar \d{4} ?[-–] ?\d{4}, [\d ]+(?:-[IVX]+)?, nr\. \d+ \d{1,3}\b`)
	bareNumber = regexp.MustCompile(`^(?:[-–|]\s*)?(\d{1,4})(?:\s*[-–|])?$`)
	noteShape  = regexp.MustCompile(`^(\d{1,2}|[⁰¹²³⁴-⁹]{1,2})[.)]?\s+["“‘'(]?(?:\p{Lu}|(?i:https?://|www\.|zie\b|idem\b|ibid))`)
	// A paragraph that could be a footnote or begin with a date or a number.
	noteOrText = regexp.MustCompile(`^(\d{1,2}|[⁰¹²³⁴-⁹]{1,2})\s+\P{Lu}`)
)

// mostPagesApart is how far the number of a page may be from the one before it;
// a number farther off is a number of the text.
const mostPagesApart = 3

// noted is a footnote mark and the measure that bears it; no measure for a mark
// in the introduction.
type noted struct {
	mark, id string
	line     int
	found    bool
}

// takeOut removes page numbers, running heads and footnotes. A footnote is kept
// with the measure that refers to it.
func (r *reader) takeOut(p paragraph, after []paragraph) bool {
	if p.plain {
		return false
	}
	var next *paragraph
	if len(after) > 0 {
		next = &after[0]
	}
	pageEnds := next == nil || next.pageBreak
	text := p.joined()
	switch {
	case p.note != "":
		r.footnote(p, p.note)
		return true
	case r.pageHead(p, pageEnds):
		return true
	case bareNumber.MatchString(text):
		return r.pageNumber(p, after, bareNumber.FindStringSubmatch(text)[1])
	}
	return r.takeNotes(p, next, pageEnds)
}

// takeNotes removes a paragraph of footnotes at the end of a page. What could be
// one and could be text is refused.
func (r *reader) takeNotes(p paragraph, next *paragraph, pageEnds bool) bool {
	text := p.joined()
	found := noteShape.FindStringSubmatch(text)
	if found == nil {
		if either := noteOrText.FindStringSubmatch(text); either != nil && pageEnds && r.isNoted(norm.NFKC.String(either[1])) {
			r.refuse(contract.Violation{Line: p.lines[0].number, Rule: RuleNoteUnclear, Value: shorten(text)})
			return true
		}
		return false
	}
	known := r.isNoted(norm.NFKC.String(found[1]))
	afterNote := next != nil && noteShape.MatchString(next.joined())
	switch {
	case known && (pageEnds || afterNote):
		for _, note := range splitNotes(p, found[1]) {
			r.footnote(note.paragraph, note.number)
		}
		return true
	case known, pageEnds && next != nil && r.seen > 0:
		r.refuse(contract.Violation{Line: p.lines[0].number, Rule: RuleNoteUnclear, Value: shorten(text)})
		return true
	default:
		return false
	}
}

// isNoted tells whether a mark of this number was met.
func (r *reader) isNoted(number string) bool {
	return slices.ContainsFunc(r.noted, func(n noted) bool { return n.mark == number })
}

// note is a footnote and its number as printed.
type note struct {
	paragraph
	number string
}

// splitNotes cuts a paragraph where the footnote of the next number begins. first is the
// number of the first: it may stand alone on its line.
func splitNotes(p paragraph, first string) []note {
	var notes []note
	for i, l := range p.lines {
		number := first
		if i > 0 {
			number = nextNote(notes[len(notes)-1].number, l.text)
		}
		if number != "" {
			notes = append(notes, note{p, number})
			notes[len(notes)-1].lines = nil
		}
		last := &notes[len(notes)-1]
		last.lines = append(last.lines, l)
	}
	return notes
}

// nextNote gives the number of the footnote that begins on a line, when it follows the
// one before.
func nextNote(before, line string) string {
	found := noteShape.FindStringSubmatch(line)
	if found == nil {
		return ""
	}
	last, _ := strconv.Atoi(norm.NFKC.String(before)) // digits, as the shape asks
	if number, _ := strconv.Atoi(norm.NFKC.String(found[1])); number != last+1 {
		return ""
	}
	return found[1]
}

// footnote adds a footnote to the measures that refer to it.
func (r *reader) footnote(p paragraph, printed string) {
	number := norm.NFKC.String(printed)
	text := p.joined()
	if len(p.marks) == 0 || p.marks[0] != number {
		text = strings.TrimLeft(strings.TrimPrefix(text, printed), ".) ")
	}
	goesOn := r.form == HTML && len(p.marks) == 0 && !strings.HasPrefix(p.joined(), printed) // of the footnote before
	matched := false
	for i := range r.noted {
		n := &r.noted[i]
		if n.mark != number || n.found != goesOn {
			continue
		}
		matched, n.found = true, true
		r.keepNote(n.id, text)
	}
	if !matched {
		r.refuse(contract.Violation{Line: p.lines[0].number, Rule: RuleNoteUnclear, Value: shorten(number + " " + text)})
	}
}

// keepNote keeps a footnote with the measure that refers to it; none for a mark in
// the introduction.
func (r *reader) keepNote(id, text string) {
	if id == "" {
		return
	}
	if r.open != nil && r.open.measure.ID() == id {
		r.open.measure.Footnotes = append(r.open.measure.Footnotes, text)
	}
	for j := range r.measures {
		if r.measures[j].ID() == id {
			r.measures[j].Footnotes = append(r.measures[j].Footnotes, text)
		}
	}
}

// isPageHead tells whether a line is of a running head.
func isPageHead(text string) bool { return strongHead.MatchString(text) || weakHead.MatchString(text) }

// pageHead tells whether a paragraph is a running head. A head in the middle of a
// paragraph is refused: where the sentence goes on cannot be told.
func (r *reader) pageHead(p paragraph, pageEnds bool) bool {
	strong, weak, at := 0, 0, -1
	for i, l := range p.lines {
		switch {
		case strongHead.MatchString(l.text):
			strong++
		case weakHead.MatchString(l.text), len(p.lines) > 1 && bareNumber.MatchString(l.text):
			weak++
		case headInside.MatchString(l.text):
		default:
			continue
		}
		// Within a paragraph a line that looks like a head can be of its text, unless
		// somebody ended it early.
		if at < 0 && (strongHead.MatchString(l.text) || headInside.MatchString(l.text) || 10*utf8.RuneCountInString(l.text) <= 8*r.width) {
			at = i
		}
	}
	all := strong+weak == len(p.lines)
	switch {
	case all && (strong > 0 || (p.pageBreak || pageEnds) && len(p.lines) > 1):
		return true
	case r.seen > 0 && at >= 0 && !p.item:
		r.asked = true
		r.refuse(contract.Violation{Line: p.lines[at].number, Rule: RulePageHead, Value: shorten(p.lines[at].text)})
		return false
	default:
		return false
	}
}

// pageNumber takes a number for that of a page when it stands where a page ends and
// follows the one before, and no sentence waits for it.
func (r *reader) pageNumber(p paragraph, after []paragraph, text string) bool {
	atPageEnd := p.pageBreak || len(after) > 0 && after[0].pageBreak
	if atPageEnd && r.isNextPage(text) && !r.awaits(p, after) {
		r.page, _ = strconv.Atoi(text) // which isNextPage read
		return true
	}
	if r.seen > 0 && (atPageEnd || r.form == Text) {
		r.asked = true
		r.refuse(contract.Violation{Line: p.lines[0].number, Rule: RulePageNumber, Value: text})
	}
	return false
}

// awaits tells whether the sentence before a number can end with it: it has no end
// yet, and does not go on after the number.
func (r *reader) awaits(p paragraph, after []paragraph) bool {
	if r.open == nil || len(r.open.narrative) == 0 {
		return false
	}
	last := r.open.narrative[len(r.open.narrative)-1]
	return (strings.HasSuffix(last, ":") || !endsSentence(last)) && !r.goesOn(p, after)
}

// isNextPage tells whether a number can be that of the page after the last one.
func (r *reader) isNextPage(text string) bool {
	number, err := strconv.Atoi(text)
	return err == nil && number > r.page && number <= r.page+mostPagesApart
}

// notesMissing refuses marks that no footnote was found for.
func (r *reader) notesMissing() {
	for _, n := range r.noted {
		if !n.found {
			r.refuse(contract.Violation{Line: n.line, Rule: RuleNoteMissing, Value: n.mark})
		}
	}
}
