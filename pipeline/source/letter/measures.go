package letter

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"jaarcijfers/pipeline/contract"
)

// Shapes of the lines that give a letter its structure.
var (
	headingShape = regexp.MustCompile(`^(.*\S)\s*\((\d{1,5})\)\s?(\d{0,2})$`)
	numberShape  = regexp.MustCompile(`^\((\d{1,5})\)\s?(\d{0,2})$`)
	statusShape  = regexp.MustCompile(`(?i)^status\s*:\s*(.*)$`)
	noteShape    = regexp.MustCompile(`^(\d{1,2})\s+\S`)
	pageShape    = regexp.MustCompile(`(?i)^(?:[-–]\s*)?\d{1,4}(?:\s*[-–])?$|^pagina \d+(?: van \d+)?$|^tweede kamer, vergaderjaar .*, nr\. .*$`)
)

const (
	longestTitle  = 160  // characters; a longer paragraph that ends in "(3)" is narrative
	highestNumber = 9999 // of a measure, plausibly
)

// A reader is one letter being read.
type reader struct {
	file       string
	statuses   map[string]string
	measures   []Measure
	violations []contract.Violation
	first      map[int]int // number of a measure -> line of its title
	seen       int         // measures opened
	open       *open       // the measure under way; nil between measures
	noted      []noted     // footnote marks that headings bear
}

// open is a measure whose status is still to come.
type open struct {
	measure   Measure
	narrative []string
	broken    bool // a page ended after the last paragraph
	refused   bool // it broke a rule already
}

// noted is a footnote mark and the number of the measure that bears it.
type noted struct {
	mark   string
	number int
}

func (r *reader) refuse(v contract.Violation) {
	v.File = r.file
	if v.Severity == "" {
		v.Severity = contract.Error
	}
	r.violations = append(r.violations, v)
}

func (r *reader) read(paragraphs []paragraph) {
	for i, p := range paragraphs {
		if r.takeOut(p) {
			if r.open != nil {
				r.open.broken = true
			}
			continue
		}
		if i+1 < len(paragraphs) && numberShape.MatchString(paragraphs[i+1].joined()) && isTitle(p.joined()) {
			continue // its number is the next paragraph, which comes back for it
		}
		if i > 0 && numberShape.MatchString(p.joined()) && isTitle(paragraphs[i-1].joined()) {
			before := paragraphs[i-1]
			p = paragraph{lines: append(append([]line(nil), before.lines...), p.lines...), marks: p.marks, pageBreak: before.pageBreak}
		}
		r.readParagraph(p)
	}
	if r.open != nil {
		r.missing()
	}
	if r.seen == 0 {
		r.refuse(contract.Violation{Line: 1, Rule: RuleNone})
	}
}

// takeOut removes what belongs to the page and not to the text: page numbers,
// running heads and footnotes. A footnote is kept with the measure that refers
// to it.
func (r *reader) takeOut(p paragraph) bool {
	text := p.joined()
	if p.pageBreak && pageShape.MatchString(text) {
		return true
	}
	number := p.note
	if number == "" {
		if found := noteShape.FindStringSubmatch(text); found != nil {
			number = found[1]
		}
	}
	for _, n := range r.noted {
		if number == "" || n.mark != number {
			continue
		}
		text = strings.TrimSpace(strings.TrimPrefix(text, number))
		if r.open != nil && r.open.measure.Number == n.number {
			r.open.measure.Footnotes = append(r.open.measure.Footnotes, text)
		}
		for i := range r.measures {
			if r.measures[i].Number == n.number {
				r.measures[i].Footnotes = append(r.measures[i].Footnotes, text)
			}
		}
		return true
	}
	return p.note != ""
}

// readParagraph reads a heading, or narrative with perhaps a status in it.
func (r *reader) readParagraph(p paragraph) {
	if r.openHeading(p) {
		return
	}
	for i := 0; i < len(p.lines); i++ {
		found := statusShape.FindStringSubmatch(p.lines[i].text)
		if found == nil {
			continue
		}
		r.narrative(paragraph{lines: p.lines[:i], pageBreak: p.pageBreak})
		used := r.status(found[1], p.lines[i:])
		if rest := p.lines[i+used:]; len(rest) > 0 {
			r.readParagraph(paragraph{lines: rest})
		}
		return
	}
	r.narrative(p)
}

// isTitle tells whether text can be the title of a measure.
func isTitle(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return utf8.RuneCountInString(text) <= longestTitle && !strings.Contains(text, ". ") && !strings.HasSuffix(text, ".") &&
		!unicode.IsLower(first) && !statusShape.MatchString(text) && text != ""
}

// openHeading opens a measure when the paragraph is "Title (29)".
func (r *reader) openHeading(p paragraph) bool {
	found := headingShape.FindStringSubmatch(p.joined())
	if found == nil || !isTitle(found[1]) {
		return false
	}
	if r.open != nil {
		r.missing()
	}
	r.seen++
	at := p.lines[0].number
	number, err := strconv.Atoi(found[2])
	o := &open{measure: Measure{Number: number, Title: found[1], Position: r.seen, Line: at}}
	r.open = o
	switch line, twice := r.first[number]; {
	case err != nil, number < 1, number > highestNumber:
		r.refuse(contract.Violation{Line: at, Rule: RuleNumber, Value: found[2]})
		o.refused = true
	case twice:
		r.refuse(contract.Violation{Line: at, Rule: RuleTwice, Value: found[2], Expected: strconv.Itoa(line)})
		o.refused = true
	default:
		r.first[number] = at
	}
	if mark := found[3] + p.marks; mark != "" {
		r.noted = append(r.noted, noted{mark, number})
	}
	return true
}

// narrative adds a paragraph to the measure under way. Where a page ended in
// the middle of a sentence, the paragraph goes on.
func (r *reader) narrative(p paragraph) {
	text := p.joined()
	if text == "" {
		return
	}
	o := r.open
	if o == nil {
		if r.seen > 0 {
			r.refuse(contract.Violation{
				Severity: contract.Warning, Line: p.lines[0].number, Rule: RuleTextAfterStatus, Value: shorten(text),
			})
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

func endsSentence(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, `”"’')`))
	return strings.ContainsRune(".!?:;", last)
}

// status closes the measure under way. It returns how many lines the status
// takes: two when its words stand on two lines.
func (r *reader) status(word string, lines []line) int {
	used := 1
	code, known := r.code(word)
	if !known && len(lines) > 1 {
		if longer, ok := r.code(word + " " + lines[1].text); ok {
			word, code, known, used = word+" "+lines[1].text, longer, true, 2
		}
	}
	word = strings.TrimSpace(word)
	o := r.open
	r.open = nil
	switch {
	case o == nil:
		r.refuse(contract.Violation{Line: lines[0].number, Rule: RuleStatusWithoutMeasure, Value: word})
	case !known:
		r.refuse(contract.Violation{
			Line: lines[0].number, Rule: RuleStatusUnknown, Value: word,
			Expected: strings.Join(slices.Sorted(maps.Keys(r.statuses)), ", "), Suggestion: contract.Nearest(word, slices.Sorted(maps.Keys(r.statuses))),
		})
	case !o.refused:
		o.measure.Status, o.measure.StatusText = code, word
		o.measure.Narrative = strings.TrimSuffix(strings.Join(o.narrative, "\n\n"), "\u00ad")
		o.measure.LineEnd = lines[used-1].number
		r.measures = append(r.measures, o.measure)
	}
	return used
}

// code finds a printed status, whatever its case and with or without a full stop.
func (r *reader) code(word string) (string, bool) {
	word = strings.ToLower(strings.TrimSuffix(strings.Join(strings.Fields(word), " "), "."))
	for known, code := range r.statuses {
		if strings.ToLower(known) == word {
			return code, true
		}
	}
	return "", false
}

// missing names the measure under way, which has no status.
func (r *reader) missing() {
	m := r.open.measure
	if !r.open.refused {
		r.refuse(contract.Violation{Line: m.Line, Rule: RuleStatusMissing, Value: fmt.Sprintf("%d %s", m.Number, m.Title)})
	}
	r.open = nil
}

func isDigits(text string) bool {
	_, err := strconv.Atoi(text)
	return err == nil
}

func shorten(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
