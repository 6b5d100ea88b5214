package typing

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"jaarcijfers/pipeline/contract"
)

// RuleNoValue is of a word for no value where something is named.
const RuleNoValue contract.Rule = "no_value"

// Words that people and programs write for no value, in small letters. As the number
// of a case or the name of a cluster they would join what has nothing to do with each
// other.
var (
	// nameNothing are those that name nothing anywhere.
	nameNothing = []string{
		"-", "--", "---", "–", "—", ".", "..", "?", "n/a", "n.a.", "na", "#n/a", "#n/b", "nb", "n.b.", "nvt", "n.v.t.", "nan", "nat", "<na>", "null", "nil",
		"(none)", "geen", "onbekend", "leeg", "(leeg)", "empty", "blank", "(blank)", "undefined", "missing", "0", "false", "onwaar",
	}
	// nameInList are those that a codelist may have as a code of its own: a label says
	// what it means there.
	nameInList = []string{"none", "unknown", "xx", "xxx"}
	// nameNoRow are those that are a value elsewhere, and name no row.
	nameNoRow = []string{
		"n.v.t", "n", "nee", "no", "niet", "n.n.b.", "niet bekend", "niet van toepassing", "not applicable", "not available", "geen waarde", "geen cluster",
		"(empty)", "(null)", "[null]", "<null>", "_", "...", "…", "??", "???", "/", "00", "000", "0.0", "0,0", "-1", `\n`, "",
		"nnb", "ntb", "nader te bepalen", "nog niet bekend", "tbd",
	}
)

// Words that say yes or the rest: a value where a code is asked, but no name of a case
// or cluster. A codelist may have the first ones.
var (
	yesInList = []string{"x", "true", "waar"}
	fillers   = []string{
		"ja", "j", "yes", "y", "wel", "overig", "overige", "other", "others", "anders", "diversen", "divers", "misc",
		"rest", "restgroep", "idem", "ditto", "cluster", "test",
	}
)

var (
	noValueWords = set(nameNothing, nameInList, nameNoRow)
	fillerWords  = set(yesInList, fillers)
	noCodeWords  = set(nameNothing, nameInList, yesInList)
	noKeyWords   = set(nameNothing)
)

func set(lists ...[]string) map[string]bool {
	all := map[string]bool{}
	for _, word := range slices.Concat(lists...) {
		all[word] = true
	}
	return all
}

// IsNoKey tells whether a text of figures cannot be a key. It may be a code of a list.
func IsNoKey(text string) bool { return noKeyWords[strings.ToLower(text)] }

// IsNoCode tells whether a text of figures can be neither a key nor a code.
func IsNoCode(text string) bool { return noCodeWords[strings.ToLower(text)] }

// noneOf begins words such as geen_cluster and no-case: none of what is asked.
var noneOf = regexp.MustCompile(`^(geen|zonder|niet|no|not|without)[ _.-]\pL`)

// bareWords are the words without the signs that people put between letters: n-n-b is n.n.b.
var bareWords = func() map[string]bool {
	all := map[string]bool{}
	for word := range noValueWords {
		if word = signs.Replace(word); word != "" && !strings.ContainsAny(word, "0123456789") {
			all[word] = true
		}
	}
	return all
}()

var signs = strings.NewReplacer(" ", "", ".", "", "-", "", "_", "", "/", "")

// nbsp is the space that spreadsheets and pages write where no line may break.
const nbsp = "\u00a0"

// longestNoValue is how many bytes the longest of them has.
const longestNoValue = 24

// lengths has by first byte, in either case, how long such words are, as bits: nearly
// every text is passed over by a look at its first byte and its length.
var lengths = func() (all [256]uint32) {
	for word := range noValueWords {
		if word != "" {
			all[word[0]] |= 1 << len(word)
			all[strings.ToUpper(word)[0]] |= 1 << len(word)
		}
	}
	return all
}()

// IsNoName tells whether a text can name no case, offence, suspect or cluster.
func IsNoName(text []byte) bool {
	if IsNoValue(text) {
		return true
	}
	return len(text) <= longestNoValue && !Digits.In(text) && fillerWords[strings.ToLower(string(bytes.Trim(text, " \t")))]
}

// A ByteSet is bytes that nearly every name has, or has not: a look at them passes over
// what would cost a search in every row of millions.
type ByteSet [256]bool

// Digits are the decimal ones.
var Digits = Bytes("0123456789")

// Bytes is the set of the bytes of a text.
func Bytes(text string) (set ByteSet) {
	for i := range len(text) {
		set[text[i]] = true
	}
	return set
}

// In tells whether one byte of a text is in the set.
func (s *ByteSet) In(text []byte) bool {
	for _, b := range text {
		if s[b] {
			return true
		}
	}
	return false
}

// IsNoValue tells whether a text of a row says that there is no value.
func IsNoValue(text []byte) bool {
	if len(text) == 0 || len(text) > longestNoValue {
		return false
	}
	if !Digits.In(text) {
		word := strings.ToLower(strings.Trim(string(text), " \t"+nbsp))
		return noValueWords[word] || bareWords[signs.Replace(word)] || noneOf.MatchString(word)
	}
	spaced := text[0] <= ' ' || text[len(text)-1] <= ' ' || text[0] == nbsp[0] || text[len(text)-1] == nbsp[1]
	if !spaced && lengths[text[0]]&(1<<len(text)) == 0 {
		return false
	}
	return noValueWords[strings.ToLower(strings.Trim(string(text), " \t"+nbsp))]
}
