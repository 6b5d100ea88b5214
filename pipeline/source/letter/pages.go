package letter

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
)

// Shapes of what belongs to a page and not to the text.
var (
	// A running head that nothing else looks like, and lines that stand with one.
	strongHead = regexp.MustCompile(`(?i)^(?:pagina \d+(?: van \d+)?|tweede kamer, vergaderjaar .*|tweede kamer der staten-generaal(?: *\|.*)?|vergaderjaar \d{4} ?[-–] ?\d{4}(?: *\|.*)?|kst-\d.*|ISSN [\d –-]+)$`)
	weakHead   = regexp.MustCompile(`^(?:Ministerie van \p{Lu}.{0,60}|Directoraat-[Gg]eneraal .{1,60}|Datum(?: \d{1,2} \p{L}+ \d{4})?|(?:Ons|Uw) kenmerk\b.{0,40})$`)
	bareNumber = regexp.MustCompile(`^(?:[-–|]\s*)?(\d{1,4})(?:\s*[-–|])?$`)
	noteShape  = regexp.MustCompile(`^(\d{1,2})\s+["“‘'(]?\p{Lu}`)
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
func (r *reader) takeOut(p paragraph, next *paragraph) bool {
	if p.plain {
		return false
	}
	pageEnds := next == nil || next.pageBreak
	text := p.joined()
	switch {
	case p.note != "":
		r.footnote(p, p.note)
		return true
	case r.pageHead(p, pageEnds):
		return true
	case (p.pageBreak || pageEnds && next != nil) && bareNumber.MatchString(text):
		return r.pageNumber(p, bareNumber.FindStringSubmatch(text)[1])
	}
	found := noteShape.FindStringSubmatch(text)
	if found == nil {
		return false
	}
	known := slices.ContainsFunc(r.noted, func(n noted) bool { return n.mark == found[1] })
	afterNote := next != nil && noteShape.MatchString(next.joined())
	switch {
	case known && (pageEnds || afterNote):
		r.footnote(p, found[1])
		return true
	case known, pageEnds && next != nil && r.seen > 0:
		r.refuse(contract.Violation{Line: p.lines[0].number, Rule: RuleNoteUnclear, Value: shorten(text)})
		return true
	default:
		return false
	}
}

// footnote adds a footnote to the measures that refer to it.
func (r *reader) footnote(p paragraph, number string) {
	text := strings.TrimSpace(strings.TrimPrefix(p.joined(), number))
	matched := false
	for i := range r.noted {
		n := &r.noted[i]
		if n.mark != number {
			continue
		}
		matched, n.found = true, true
		if r.open != nil && n.id != "" && r.open.measure.ID() == n.id {
			r.open.measure.Footnotes = append(r.open.measure.Footnotes, text)
		}
		for j := range r.measures {
			if r.measures[j].ID() == n.id {
				r.measures[j].Footnotes = append(r.measures[j].Footnotes, text)
			}
		}
	}
	if !matched {
		r.refuse(contract.Violation{Severity: contract.Warning, Line: p.lines[0].number, Rule: RuleNoteUnclear, Value: shorten(number + " " + text)})
	}
}

// isPageHead tells whether a line is of a running head.
func isPageHead(text string) bool { return strongHead.MatchString(text) || weakHead.MatchString(text) }

// pageHead tells whether a paragraph is a running head. A head in the middle of a
// paragraph is refused: where the sentence goes on cannot be told.
func (r *reader) pageHead(p paragraph, pageEnds bool) bool {
	strong, weak := 0, 0
	for _, l := range p.lines {
		switch {
		case strongHead.MatchString(l.text):
			strong++
		case weakHead.MatchString(l.text), len(p.lines) > 1 && bareNumber.MatchString(l.text):
			weak++
		}
	}
	all := strong+weak == len(p.lines)
	switch {
	case all && (strong > 0 || p.pageBreak || pageEnds):
		return true
	case r.seen > 0 && (strong > 0 || all):
		at := slices.IndexFunc(p.lines, func(l line) bool { return strongHead.MatchString(l.text) || weakHead.MatchString(l.text) })
		r.refuse(contract.Violation{Line: p.lines[at].number, Rule: RulePageHead, Value: shorten(p.lines[at].text)})
		return false
	default:
		return false
	}
}

// pageNumber takes a number for that of a page when it follows the one before.
func (r *reader) pageNumber(p paragraph, text string) bool {
	if r.isNextPage(text) {
		r.page, _ = strconv.Atoi(text) // which isNextPage read
		return true
	}
	if r.seen > 0 {
		r.refuse(contract.Violation{Line: p.lines[0].number, Rule: RulePageNumber, Value: text})
	}
	return false
}

// isNextPage tells whether a number can be that of the page after the last one.
func (r *reader) isNextPage(text string) bool {
	number, err := strconv.Atoi(text)
	return err == nil && number > r.page && number <= r.page+mostPagesApart
}

// notesMissing warns of marks that no footnote was found for.
func (r *reader) notesMissing() {
	for _, n := range r.noted {
		if !n.found {
			r.refuse(contract.Violation{Severity: contract.Warning, Line: n.line, Rule: RuleNoteMissing, Value: n.mark})
		}
	}
}
