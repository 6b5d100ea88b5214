package letter

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jaarcijfers/pipeline/contract"
)

// Shapes of lines that give a status.
var (
	statusShape = regexp.MustCompile(`(?i)^(status|stand van zaken|stand)(?:\s*:\s*|\s*[-–—]\s+|\s*[-–—]$)(.*)$`)
	statusAlone = regexp.MustCompile(`^(?:Status|STATUS|status|Stand van zaken|Stand)$`)
	// A label that begins within a line.
	statusInside = regexp.MustCompile(`\s(?:Status|Stand van zaken|Stand)\s*:`)
	// Words before a status that are not the ones we know: "Voortgang: lopend".
	labelled = regexp.MustCompile(`^(?:(?:\pL+\s){0,3}\pL+\s*[=–—|→-]+|[^.!?]{1,80}[:;=|→])\s*$`)
	asStatus = regexp.MustCompile(`(?i)\b(?:status|stand van zaken)\b\s*(?:is|van|[:=–—-])?\s*["“(‘]?\s*$`)
	// A line that opens with the word and is no sentence: "Status onbekend".
	statusLead = regexp.MustCompile(`^(?i:status|stand van zaken)\b`)
	// The word and a status in one short line: "De status van 7 is nu lopend".
	statusWord = regexp.MustCompile(`(?i)\b(?:status|stand van zaken)\b`)
	spacedWord = regexp.MustCompile(`(?i)^s\st\s?a\s?t\s?u\s?s\b`)
)

// shortStatus is how many words after "Stand:" can still be meant for a status; a
// longer text tells how things are.
const shortStatus = 2

func isStatusLine(text string) bool {
	return statusShape.MatchString(text) || statusAlone.MatchString(text)
}

// cutStatuses puts a status that begins within a line on a line of its own.
func cutStatuses(lines []line) []line {
	var all []line
	for _, l := range lines {
		for {
			at := statusInside.FindStringIndex(l.text)
			if at == nil {
				break
			}
			all = append(all, line{strings.TrimSpace(l.text[:at[0]]), l.number})
			l.text = strings.TrimSpace(l.text[at[0]:])
		}
		all = append(all, l)
	}
	return all
}

// A found is a status as it stands in lines.
type found struct {
	word  string // as printed
	code  string // empty when the word is not a status
	lines int    // that it takes
}

// statusAt reads the status that begins on the first of lines. Not ok when none
// begins there: "Stand van zaken:" can also open a text.
func (r *reader) statusAt(lines []line) (found, bool) {
	text := lines[0].text
	if statusAlone.MatchString(text) && len(lines) > 1 {
		code, known := r.code(lines[1].text)
		return found{lines[1].text, code, 2}, known
	}
	shape := statusShape.FindStringSubmatch(text)
	if shape == nil {
		return found{}, false
	}
	word := strings.TrimSpace(shape[2])
	if len(lines) > 1 {
		longer := joinLines([]line{{word, 0}, lines[1]})
		for _, try := range []string{longer, strings.Replace(longer, "-", "", 1)} {
			if code, known := r.code(try); known {
				return found{strings.TrimSpace(try), code, 2}, true
			}
		}
	}
	code, known := r.code(word)
	if !known && !strings.EqualFold(shape[1], "status") && !r.meantAsStatus(word) {
		return found{}, false
	}
	return found{word, code, 1}, true
}

// meantAsStatus tells whether the text after "Stand:" is short enough to be a
// status, or begins with one.
func (r *reader) meantAsStatus(text string) bool {
	if words := len(strings.Fields(text)); words <= shortStatus {
		return words > 0
	}
	for known := range r.statuses {
		if rest, begins := strings.CutPrefix(strings.ToLower(text), strings.ToLower(known)); begins && !strings.HasPrefix(rest, "e") {
			return true
		}
	}
	return false
}

// code finds a printed status, whatever its case and with or without a full stop.
func (r *reader) code(text string) (string, bool) {
	text = strings.ToLower(strings.TrimSuffix(strings.Join(strings.Fields(text), " "), "."))
	for known, code := range r.statuses {
		if strings.ToLower(known) == text {
			return code, true
		}
	}
	return "", false
}

// looksLikeStatus finds a line that could be meant for a status and has not the
// shape of one; -1 when there is none.
func (r *reader) looksLikeStatus(p paragraph) int {
	lines := p.lines
	text := folded(p.joined())
	if len(lines) <= 2 && (r.isBareStatus(text) || r.labelsStatus(text)) {
		return 0
	}
	loose := utf8.RuneCountInString(text) <= longestTitle && !endsSentence(text)
	if loose && (statusLead.MatchString(text) || spacedWord.MatchString(text) || !p.item && !p.goesOn && r.opensOrEndsWithStatus(text)) {
		return 0
	}
	for i, l := range lines {
		text := folded(l.text)
		if r.labelsStatus(text) || utf8.RuneCountInString(text) <= longestStatus && statusWord.MatchString(text) && r.holdsStatus(text) {
			return i
		}
		if statusAlone.MatchString(text) && (i == 0 || endsSentence(lines[i-1].text)) {
			return i
		}
	}
	return -1
}

// longestStatus is how long a line with the word status and one of them can be to
// be asked about.
const longestStatus = 80

// isBareStatus tells whether text is a status alone, in whatever brackets.
func (r *reader) isBareStatus(text string) bool {
	_, known := r.code(strings.Trim(text, "()[]{}<>|\"“”‘’'•·*–—- "))
	return known
}

// labelsStatus tells whether text ends with a status after a label.
func (r *reader) labelsStatus(text string) bool {
	bare := strings.TrimRight(text, "|. )]”\"’")
	for known := range r.statuses {
		before, ends := cutSuffixFold(bare, known)
		if !ends {
			continue
		}
		if labelled.MatchString(before) || asStatus.MatchString(before) || strings.HasSuffix(before, "(") && utf8.RuneCountInString(text) <= longestTitle {
			return true
		}
	}
	return false
}

// opensOrEndsWithStatus tells whether the first or the last words of text are a
// status.
func (r *reader) opensOrEndsWithStatus(text string) bool {
	words := strings.ToLower(strings.Join(lettersOnly(text), " "))
	for known := range r.statuses {
		known = strings.ToLower(known)
		if strings.HasPrefix(words+" ", known+" ") || strings.HasSuffix(" "+words, " "+known) {
			return true
		}
	}
	return false
}

// holdsStatus tells whether a status is among the words of text.
func (r *reader) holdsStatus(text string) bool {
	words := " " + strings.ToLower(strings.Join(lettersOnly(text), " ")) + " "
	for known := range r.statuses {
		if strings.Contains(words, " "+strings.ToLower(known)+" ") {
			return true
		}
	}
	return false
}

// lettersOnly are the words of text.
func lettersOnly(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsLetter(c) })
}

func cutSuffixFold(text, end string) (string, bool) {
	at := len(text) - len(end)
	if at < 0 || !strings.EqualFold(text[at:], end) {
		return "", false
	}
	return text[:at], true
}

// close closes the measure under way with its status, and gives what it says.
func (r *reader) close(s found, lines []line) {
	o := r.open
	r.open = nil
	switch {
	case o == nil:
		r.refuse(contract.Violation{Line: lines[0].number, Rule: RuleStatusWithoutMeasure, Value: shorten(s.word)})
	case s.code == "":
		words := slices.Sorted(maps.Keys(r.statuses))
		r.refuse(contract.Violation{
			Line: lines[0].number, Rule: RuleStatusUnknown, Value: shorten(s.word),
			Expected: strings.Join(words, ", "), Suggestion: contract.Nearest(s.word, words),
		})
	case !o.refused:
		o.measure.Status, o.measure.StatusText = s.code, s.word
		o.measure.Narrative = strings.TrimSuffix(strings.Join(o.narrative, "\n\n"), "\u00ad")
		o.measure.LineEnd = lines[s.lines-1].number
		r.measures = append(r.measures, o.measure)
	}
}
