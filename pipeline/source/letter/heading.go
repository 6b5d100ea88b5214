package letter

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	mostLines     = 12  // that a heading, or what looks like one, can stand on
	longestTitle  = 160 // characters; a longer paragraph that ends in "(3)" opens no measure
	highestNumber = 99  // of a measure; "(2019)" is a year, "(137d)" an article of law
)

// Shapes of headings that are read.
var (
	headingShape  = regexp.MustCompile(`^(.*\S)\s*\((\d{1,3})\s?([a-zA-Z]?)\)\s?(\d{0,2}|[⁰¹²³⁴-⁹]{1,2})$`)
	numberShape   = regexp.MustCompile(`^\((\d{1,3})\s?([a-zA-Z]?)\)\s?(\d{0,2}|[⁰¹²³⁴-⁹]{1,2})$`)
	maatregelLead = regexp.MustCompile(`^(?i:maatregel)\s+(\d{1,3})\s?([a-zA-Z]?)\s*[:.–—-]\s*(\S.*)$`)
)

// Shapes that look like a heading and are none that can be read with certainty.
var (
	someNumbers  = `(?:(?:maatregel(?:en)?|nr\.?|nrs\.?|nummers?|actie)\s*)*\d{1,4}\s?[a-z]{0,3}(?:\s*(?:,|;|en|of|/|-|–|t/m|tot en met|&|\+)\s*\d{1,4}\s?[a-z]{0,3})*`
	bracketedEnd = regexp.MustCompile(`(?i)[(\[{]\s*(?:` + someNumbers + `|[ivx]+[a-z]?)\s*[)\]}]\s?\d{0,2}$`)
	// Brackets that hold a short number somewhere near the end of a title: (zie 7), (7.1), (7*).
	bracketedNumber = regexp.MustCompile(`[(\[{<|][^()\[\]{}<>|]{0,20}\b?\d{1,2}\b[^()\[\]{}<>|]{0,20}[)\]}>|]+\P{L}{0,4}$`)
	bracketedStop   = regexp.MustCompile(`[(\[]\s?\d{1,3}\s?[a-z]?\s?[)\]]\s?[.:;,!?–—-]$`)
	bracketed       = regexp.MustCompile(`[(\[]\s?\d{1,2}\s?[a-zA-Z]?\s?[)\]]`)
	// A heading and the text after it on one line: Training (7) Alle teams.
	bracketedLead = regexp.MustCompile(`(?:^|[.!?]\s)["“‘']?\p{Lu}[^.!?(]{2,80}\s\(\d{1,2}\s?[a-z]?\)\s?[:–—-]?\s+\p{Lu}`)
	maatregelen   = regexp.MustCompile(`(?i)^(?:sub-?)?maatregel(?:en)?\s+[(\[]?(?:\d|[ivx]+\b|(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)\b)`)
	separated     = regexp.MustCompile(`(?i)^(?:(?:sub-?)?maatregel(?:en)?|actie|actiepunt|nr\.?|nummer|punt|m)\s*[(\[]?` + someNumbers + `[)\]]?\s*(?:[:.–—-]|$)`)
	numberedLead  = regexp.MustCompile(`^(?:[(\[]\d{1,3}[a-z]?[)\]]|\d{1,3}(?:\.\d{1,3})*\s?[a-z]?[.):]?|[IVX]+[.):])\s+(?:[-–—|]\s+)?["“‘']?\p{Lu}`)
	numberedEnd   = regexp.MustCompile(`(?:^|[\s,–—-])(\p{L}*)\.?[\s,:–—-]+(?:\d{1,2}\s?[a-z]?)[)\]]?$`)
	bullet        = regexp.MustCompile(`^[•·▪◦*‣-]\s|^[–—]\s|^o\s`)
	sentenceEnds  = ".;:,!?"
)

// partOf are the words before a number that is not the number of a measure.
var partOf = map[string]bool{
	"bijlage": true, "hoofdstuk": true, "deel": true, "paragraaf": true, "pagina": true, "blad": true, "tabel": true, "figuur": true,
	"artikel": true, "art": true, "lid": true,
}

// markup are signs of formatting around a heading or a status.
var markup = strings.NewReplacer("*", "", "_", "", "#", "", "`", "")

// folded is text as it is compared with shapes: without formatting, with the plain
// form of wide, raised and joined characters.
func folded(text string) string {
	return strings.TrimSpace(leaders.ReplaceAllString(markup.Replace(norm.NFKC.String(text)), " "))
}

// leaders are the dots before the number of a page in a table of contents.
var leaders = regexp.MustCompile(`\s*\.(?:\s?\.)+\s*`)

// A head is a heading that was read.
type head struct {
	number, part, title, mark string
}

// headOf reads a heading: "Title (29)", "Title (29a)1" or "Maatregel 29: title".
func headOf(text string) (head, bool) {
	if found := maatregelLead.FindStringSubmatch(text); found != nil {
		title := strings.TrimSuffix(found[3], ".")
		return head{found[1], strings.ToLower(found[2]), title, ""}, isTitle(title) && !bracketedEnd.MatchString(title) && !bracketed.MatchString(title)
	}
	found := headingShape.FindStringSubmatch(text)
	if found == nil {
		return head{}, false
	}
	h := head{found[2], strings.ToLower(found[3]), found[1], norm.NFKC.String(found[4])}
	return h, isTitle(h.title) && !numberedLead.MatchString(h.title) && !maatregelen.MatchString(h.title) &&
		!bracketedEnd.MatchString(h.title) && !bracketed.MatchString(h.title)
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
		!unicode.IsLower(first) && (unicode.IsLetter(first) || unicode.IsDigit(first) || strings.ContainsRune("\"“‘'’„(", first)) && !isStatusLine(text)
}

// abbreviations have full stops that end no sentence: i.s.m., o.a., bijv.
var abbreviations = regexp.MustCompile(`(?i)\b(?:(?:\pL\.){2,}|(?:bijv|incl|excl|resp|evt|ca|nr|nrs|art|dhr|mw|mr|dr|prof|drs|min|max|etc|vs)\.)`)

// hasSentences tells whether text holds the end of a sentence and another one.
func hasSentences(text string) bool {
	return strings.Contains(abbreviations.ReplaceAllString(text, "x"), ". ")
}

// shortTitle is how long the last sentence of a paragraph can be to be asked about
// when it ends like a heading.
const shortTitle = 80

func lastSentence(text string) string {
	return text[strings.LastIndex(text, ". ")+1:]
}

// looksLikeHeading tells whether text could be meant to open a measure. Only text
// that headOf does not read is asked about.
func looksLikeHeading(text string) bool {
	text = folded(text)
	short := utf8.RuneCountInString(text) <= longestTitle
	sentences := hasSentences(text)
	last := lastSentence(text)
	if (short || !sentences || utf8.RuneCountInString(last) <= shortTitle) && bracketedEnd.MatchString(last) {
		return true
	}
	if separated.MatchString(text) || strings.Contains(text, "(") && bracketedLead.MatchString(text) {
		return true
	}
	return short && looksLikeTitle(text, sentences)
}

// looksLikeTitle tells whether a short text has a number in the way of a heading.
func looksLikeTitle(text string, sentences bool) bool {
	switch {
	case bracketedStop.MatchString(text), bracketedNumber.MatchString(text):
		return !sentences
	case bracketed.MatchString(text):
		return !sentences && !endsSentence(text)
	case maatregelen.MatchString(text), numberedLead.MatchString(text):
		return !strings.ContainsRune(sentenceEnds, lastRune(text))
	default:
		found := numberedEnd.FindStringSubmatch(text)
		return !sentences && found != nil && !partOf[strings.ToLower(found[1])]
	}
}

// mostLabelWords is how many words before a colon are taken for a title; more
// announce what follows.
const mostLabelWords = 5

// isLoose tells whether text is no sentence and no item of a list: it could be the
// heading of a measure without its number.
func isLoose(text string) bool {
	if utf8.RuneCountInString(text) > longestTitle || hasSentences(folded(text)) || bullet.MatchString(text) || !strings.ContainsFunc(text, unicode.IsLetter) {
		return false
	}
	isLabel := strings.HasSuffix(text, ":") && len(strings.Fields(text)) <= mostLabelWords
	return startsSentence(strings.TrimLeft(folded(text), "|<[ ")) && (!endsSentence(text) || isLabel)
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
func (r *reader) headingWithin(p paragraph) int {
	lines := p.lines
	for i, l := range lines {
		if len(lines) > 1 && bracketedEnd.MatchString(folded(l.text)) && (i == len(lines)-1 || startsSentence(lines[i+1].text)) && !p.asked {
			return i
		}
		if len(lines) == 1 || !startsSentence(folded(l.text)) || i > 0 && !endsSentence(lines[i-1].text) {
			continue
		}
		if i < len(lines)-1 && !startsSentence(lines[i+1].text) {
			continue
		}
		if _, isHead := headOf(l.text); isHead || looksLikeHeading(l.text) || r.open != nil && !p.asked && r.endsEarly(lines[i:]) {
			return i
		}
	}
	return -1
}

// endsEarly tells whether the first of lines is no sentence and ends although the
// next word would have fitted: somebody ended it.
func (r *reader) endsEarly(lines []line) bool {
	if len(lines) < 2 || !isLoose(lines[0].text) || isPageHead(lines[0].text) || isPageHead(lines[1].text) || bareNumber.MatchString(lines[1].text) {
		return false
	}
	next, _, _ := strings.Cut(lines[1].text, " ")
	return 10*(utf8.RuneCountInString(lines[0].text)+1+utf8.RuneCountInString(next)) <= 8*r.width
}

func startsSentence(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, `"“‘'([`))
	return unicode.IsUpper(first) || unicode.IsDigit(first)
}

func endsSentence(text string) bool {
	return strings.ContainsRune(".!?:;…", lastRune(strings.TrimRight(text, `”"’')`)))
}

func lastRune(text string) rune {
	last, _ := utf8.DecodeLastRuneInString(text)
	return last
}
