package letter

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"jaarcijfers/pipeline/contract"
)

// A paragraph is a run of lines that belong together.
type paragraph struct {
	lines     []line
	pageBreak bool     // a page may have ended before it
	marks     []string // numbers of the footnotes that it refers to, when the form shows them
	note      string   // its number, when the form says that this is a footnote
	heading   bool     // the form says that this is a heading
	plain     bool     // declared to be text, whatever it looks like
	item      bool     // the form says that this is an item of a list
	asked     bool     // it was refused as part of a page
	goesOn    bool     // a page may end after it, or a sentence goes on after it
}

type line struct {
	text   string
	number int
}

// joined is the paragraph on one line. A hyphen at the end of a line stays,
// since it may belong to the word, and takes no space after it.
func (p paragraph) joined() string { return joinLines(p.lines) }

func joinLines(lines []line) string {
	var done strings.Builder // all but the last line, which the next one may change
	last := ""
	for _, l := range lines {
		both := join(last, l.text)
		at := max(0, len(both)-len(l.text))
		done.WriteString(both[:at])
		last = both[at:]
	}
	return done.String() + last
}

// conjunctions follow a hyphen that ends a word: in- en uitstroom.
var conjunctions = regexp.MustCompile(`^(en|of|dan wel|and|or)\b`)

func join(before, after string) string {
	if soft, ok := strings.CutSuffix(before, "\u00ad"); ok {
		return soft + after
	}
	first, _ := utf8.DecodeRuneInString(after)
	switch {
	case before == "" || after == "":
		return before + after
	case strings.HasSuffix(before, "-") && !strings.HasSuffix(before, " -") && isLower(first) && !conjunctions.MatchString(after):
		return before + after
	default:
		return before + " " + after
	}
}

func isLower(r rune) bool {
	return strings.ToLower(string(r)) == string(r) && strings.ToUpper(string(r)) != string(r)
}

// plainly replaces characters that stand for a space or for several letters, and
// the sign that PDF files have for a bullet.
var plainly = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2007", " ", "\t", " ", "\r", " ",
	"\ufb00", "ff", "\ufb01", "fi", "\ufb02", "fl", "\ufb03", "ffi", "\ufb04", "ffl", "\uf0b7", "•", "\uf0a7", "▪", "\uf02d", "–", "\uf0d8", "‣", "\uf0fc", "•")

// tidy makes one line of text plain: single spaces, no ligatures, accents on
// their letters, no soft hyphens within.
func tidy(text string) string {
	text = norm.NFC.String(strings.Join(strings.Fields(plainly.Replace(text)), " "))
	end := strings.HasSuffix(text, "\u00ad")
	text = strings.ReplaceAll(text, "\u00ad", "")
	if end {
		text += "\u00ad"
	}
	return text
}

// pageGap is how many empty lines the conversion to text leaves at least where a
// page ends.
const pageGap = 3

// textParagraphs cuts text at empty lines and form feeds.
func textParagraphs(text string) []paragraph {
	var all []paragraph
	var open paragraph
	empty, feed := 0, false
	flush := func() {
		if len(open.lines) > 0 {
			all = append(all, open)
		}
		open = paragraph{}
	}
	number := 0
	for row := range strings.Lines(text) {
		number++
		row = strings.TrimSuffix(row, "\n")
		parts := strings.Split(row, "\f")
		for i, part := range parts {
			if i > 0 {
				flush()
				feed = true
			}
			part = tidy(part)
			if part == "" {
				if len(parts) == 1 {
					flush()
					empty++
				}
				continue
			}
			if len(open.lines) == 0 {
				open.pageBreak = feed || empty >= pageGap
				empty, feed = 0, false
			}
			open.lines = append(open.lines, line{part, number})
		}
	}
	flush()
	return all
}

// word is a word as it is looked up: letters only, and hyphens within.
var word = regexp.MustCompile(`\pL+(?:-\pL+)*`)

// hyphens decides on the hyphens that end a line. One is taken out where the
// letter has the word without it elsewhere, and stays where it has the word with
// it; where the letter has neither it stays, with a warning.
func (r *reader) hyphens(paragraphs []paragraph) {
	known := map[string]bool{}
	for _, p := range paragraphs {
		for _, l := range p.lines {
			for _, w := range word.FindAllString(strings.ToLower(l.text), -1) {
				known[w] = true
			}
		}
	}
	for _, p := range paragraphs {
		for i := range len(p.lines) - 1 {
			before, found := strings.CutSuffix(p.lines[i].text, "-")
			first, after := lastWord(before), firstWord(p.lines[i+1].text)
			if !found || first == "" || after == "" || conjunctions.MatchString(p.lines[i+1].text) {
				continue
			}
			switch {
			case known[strings.ToLower(first+"-"+after)]:
			case known[strings.ToLower(first+after)]:
				p.lines[i].text = before + "\u00ad"
			default:
				r.refuse(contract.Violation{Severity: contract.Warning, Line: p.lines[i].number, Rule: RuleHyphen, Value: first + "-" + after})
			}
		}
	}
}

func lastWord(text string) string {
	at := strings.LastIndexFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && c != '-' })
	_, size := utf8.DecodeRuneInString(text[max(at, 0):])
	if at < 0 {
		size = 0
	}
	return text[max(at, 0)+size:]
}

// firstWord is the word that text begins with, when it is a small letter that it
// begins with.
func firstWord(text string) string {
	first, _ := utf8.DecodeRuneInString(text)
	if !isLower(first) {
		return ""
	}
	return word.FindString(text)
}
