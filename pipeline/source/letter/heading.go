package letter

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	mostLines     = 12  // that a heading, or what looks like one, can stand on
	longestTitle  = 160 // characters; a longer paragraph that ends in "(3)" opens no measure
	highestNumber = 999 // of a measure; "(2019)" is a year
)

// Shapes of headings that are read.
var (
	headingShape  = regexp.MustCompile(`^(.*\S)\s*\((\d{1,3})\s?([a-zA-Z]?)\)\s?(\d{0,2})$`)
	numberShape   = regexp.MustCompile(`^\((\d{1,3})\s?([a-zA-Z]?)\)\s?(\d{0,2})$`)
	maatregelLead = regexp.MustCompile(`^(?i:maatregel)\s+(\d{1,3})\s?([a-zA-Z]?)\s*[:.–—-]\s*(\S.*)$`)
)

// Shapes that look like a heading and are none that can be read with certainty.
var (
	someNumbers   = `(?:(?:maatregel(?:en)?|nr\.?|nrs\.?|nummers?|actie)\s*)?\d{1,4}\s?[a-z]{0,3}(?:\s*(?:,|;|en|/|-|–|t/m|tot en met|&|\+)\s*\d{1,4}\s?[a-z]{0,3})*`
	bracketedEnd  = regexp.MustCompile(`(?i)[(\[{]\s*(?:` + someNumbers + `|[ivx]+[a-z]?)\s*[)\]}]\s?\d{0,2}$`)
	bracketedStop = regexp.MustCompile(`[(\[]\d{1,3}[a-z]?[)\]][.:;]$`)
	maatregelen   = regexp.MustCompile(`(?i)^(?:sub-?)?maatregel(?:en)?\s+\d`)
	separated     = regexp.MustCompile(`(?i)^(?:(?:sub-?)?maatregel(?:en)?|actie|actiepunt|nr\.?|nummer|punt)\s+` + someNumbers + `\s*(?:[:.–—-]|$)`)
	numberedLead  = regexp.MustCompile(`^(?:\(\d{1,3}[a-z]?\)|\d{1,3}(?:\.\d{1,3})*\s?[a-z]?[.)]?)\s+["“‘']?\p{Lu}`)
	sentenceEnds  = ".;:,!?"
)

// A head is a heading that was read.
type head struct {
	number, part, title, mark string
}

// headOf reads a heading: "Title (29)", "Title (29a)1" or "Maatregel 29: title".
func headOf(text string) (head, bool) {
	if found := maatregelLead.FindStringSubmatch(text); found != nil {
		title := strings.TrimSuffix(found[3], ".")
		return head{found[1], strings.ToLower(found[2]), title, ""}, isTitle(title) && !bracketedEnd.MatchString(title)
	}
	found := headingShape.FindStringSubmatch(text)
	if found == nil {
		return head{}, false
	}
	h := head{found[2], strings.ToLower(found[3]), found[1], found[4]}
	return h, isTitle(h.title) && !numberedLead.MatchString(h.title) && !maatregelen.MatchString(h.title) && !bracketedEnd.MatchString(h.title)
}

// short tells whether a paragraph can be a heading by its number of lines.
func (p paragraph) short() bool { return len(p.lines) <= mostLines }

// head reads a paragraph as a heading.
func (p paragraph) head() (head, bool) {
	if !p.short() {
		return head{}, false
	}
	return headOf(p.joined())
}

// isTitle tells whether text can be the title of a measure.
func isTitle(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return text != "" && utf8.RuneCountInString(text) <= longestTitle && !hasSentences(text) && !strings.HasSuffix(text, ".") &&
		!unicode.IsLower(first) && !isStatusLine(text)
}

// abbreviations have full stops that end no sentence: i.s.m., o.a., bijv.
var abbreviations = regexp.MustCompile(`(?i)\b(?:(?:\pL\.){2,}|(?:bijv|incl|excl|resp|evt|ca|nr|nrs|art|dhr|mw|mr|dr|prof|drs|min|max|etc|vs)\.)`)

// hasSentences tells whether text holds the end of a sentence and another one.
func hasSentences(text string) bool {
	return strings.Contains(abbreviations.ReplaceAllString(text, "x"), ". ")
}

// looksLikeHeading tells whether text could be meant to open a measure. Only text
// that headOf does not read is asked about.
func looksLikeHeading(text string) bool {
	length := utf8.RuneCountInString(text)
	stopped := strings.ContainsRune(sentenceEnds, lastRune(text))
	switch {
	case bracketedEnd.MatchString(text):
		return length <= longestTitle || !hasSentences(text)
	case bracketedStop.MatchString(text):
		return length <= longestTitle && !hasSentences(text)
	case separated.MatchString(text):
		return length <= longestTitle
	case maatregelen.MatchString(text), numberedLead.MatchString(text):
		return length <= longestTitle && !stopped
	default:
		return false
	}
}

// startsHeading gives how many lines at the start of lines are a heading that
// text follows without an empty line; 0 when there is none.
func startsHeading(lines []line) int {
	for n := 1; n <= min(3, len(lines)-1); n++ {
		if _, ok := headOf(joinLines(lines[:n])); ok && startsSentence(lines[n].text) {
			return n
		}
	}
	return 0
}

// headingWithin finds a line in a paragraph that looks like a heading: it comes
// after the end of a sentence and before the start of one. -1 when there is none.
func headingWithin(lines []line) int {
	for i, l := range lines {
		_, isHead := headOf(l.text)
		if (isHead || looksLikeHeading(l.text)) && startsSentence(l.text) && len(lines) > 1 &&
			(i == 0 || endsSentence(lines[i-1].text)) && (i == len(lines)-1 || startsSentence(lines[i+1].text)) {
			return i
		}
	}
	return -1
}

func startsSentence(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, `"“‘'([`))
	return unicode.IsUpper(first) || unicode.IsDigit(first)
}

func endsSentence(text string) bool {
	return strings.ContainsRune(".!?:;", lastRune(strings.TrimRight(text, `”"’')`)))
}

func lastRune(text string) rune {
	last, _ := utf8.DecodeLastRuneInString(text)
	return last
}
