package extract

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
)

// Rules about the names of cases, offences, suspects and clusters.
const (
	RuleNoValue       contract.Rule = "no_value"
	RuleNumberForm    contract.Rule = "number_form"
	RuleClusterNumber contract.Rule = "cluster_number"
)

// noValues are what people and programs write for no value. As the number of a case
// or the name of a cluster it would join what has nothing to do with each other.
var noValues = map[string]bool{
	"nan": true, "null": true, "none": true, "nil": true, "na": true, "n/a": true, "n.a.": true, "#n/a": true, "#n/b": true, "<na>": true,
	"nat": true, "nvt": true, "n.v.t.": true, "n.v.t": true, "nb": true, "n.b.": true, "n": true, "nee": true, "no": true, "niet": true, "n.n.b.": true,
	"niet bekend": true, "niet van toepassing": true, "not applicable": true, "not available": true, "geen": true, "geen waarde": true,
	"geen cluster": true, "onbekend": true, "unknown": true, "missing": true, "undefined": true, "false": true, "onwaar": true,
	"leeg": true, "(leeg)": true, "empty": true, "(empty)": true, "blank": true, "(blank)": true, "(null)": true, "[null]": true, "<null>": true,
	"-": true, "--": true, "---": true, "–": true, "—": true, "_": true, ".": true, "..": true, "...": true, "…": true, "?": true, "??": true, "???": true,
	"/": true, "0": true, "00": true, "000": true, "0.0": true, "0,0": true, "-1": true, `\n`: true, "": true,
	"nnb": true, "ntb": true, "nader te bepalen": true, "nog niet bekend": true, "tbd": true, "xx": true, "xxx": true,
}

// fillers are words that say yes or the rest: a value where a code is asked, but no
// name of a case or cluster.
var fillers = map[string]bool{
	"ja": true, "j": true, "yes": true, "y": true, "true": true, "waar": true, "x": true, "wel": true,
	"overig": true, "overige": true, "other": true, "others": true, "anders": true, "diversen": true, "divers": true, "misc": true,
	"rest": true, "restgroep": true, "idem": true, "ditto": true, "cluster": true, "test": true,
}

// noneOf begins words such as geen_cluster and no-case: none of what is asked.
var noneOf = regexp.MustCompile(`^(geen|zonder|niet|no|not|without)[ _.-]\pL`)

// bareWords are the words without the signs that people put between letters: n-n-b is n.n.b.
var bareWords = func() map[string]bool {
	all := map[string]bool{}
	for word := range noValues {
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
	for word := range noValues {
		if word != "" {
			all[word[0]] |= 1 << len(word)
			all[strings.ToUpper(word)[0]] |= 1 << len(word)
		}
	}
	return all
}()

// IsNoValue tells whether a text says that there is no value.
func IsNoValue(text string) bool { return noValue([]byte(text)) }

// IsNoName tells whether a text can name no case, offence, suspect or cluster.
func IsNoName(text string) bool { return noName([]byte(text)) }

func noName(text []byte) bool {
	if noValue(text) {
		return true
	}
	return len(text) <= longestNoValue && !holds(text, &decimal) && fillers[strings.ToLower(string(bytes.Trim(text, " \t")))]
}

// The bytes that nearly every name has, or has not: a look at them passes over what would
// cost a search in every row of millions.
var (
	decimal  = bytesOf("0123456789")
	ofAmount = bytesOf("Ee,.")
)

func bytesOf(text string) (set [256]bool) {
	for i := range len(text) {
		set[text[i]] = true
	}
	return set
}

// holds tells whether one byte of a text is in a set.
func holds(text []byte, set *[256]bool) bool {
	for _, b := range text {
		if set[b] {
			return true
		}
	}
	return false
}

func noValue(text []byte) bool {
	if len(text) == 0 || len(text) > longestNoValue {
		return false
	}
	if !holds(text, &decimal) {
		word := strings.ToLower(strings.Trim(string(text), " \t"+nbsp))
		return noValues[word] || bareWords[signs.Replace(word)] || noneOf.MatchString(word)
	}
	spaced := text[0] <= ' ' || text[len(text)-1] <= ' ' || text[0] == nbsp[0] || text[len(text)-1] == nbsp[1]
	if !spaced && lengths[text[0]]&(1<<len(text)) == 0 {
		return false
	}
	return noValues[strings.ToLower(strings.Trim(string(text), " \t"+nbsp))]
}

// exponent is a number as spreadsheets and programs show one that is too long: of its
// digits only the first are left. So are those of a whole number that was made a
// fraction.
var exponent = regexp.MustCompile(`^[0-9]([.,][0-9]+[eE][+-]?|[eE]\+)[0-9]{1,3}$|^[0-9]{16,}[.,]0+$`)

// asNumber is the number of a case as a program writes it that takes it for an amount:
// with decimals, or with thousands set apart. One point alone (24.001) can be a year
// and a number.
var asNumber = regexp.MustCompile(`^[0-9]+[.,]0+$|^[0-9]{1,3}(\.[0-9]{3}){2,}$|^[0-9]{1,3}(,[0-9]{3})+$`)

// fewDigits is a bare number that counts or ticks: as the name of a cluster it would
// join what has nothing to do with each other.
var fewDigits = regexp.MustCompile(`^[0-9]{1,2}$`)

// lookAtName refuses a name that is none, and one that was a number too long for
// the program it went through.
func (c *check) lookAtName(field []byte) format.Fault {
	if noName(field) {
		return format.Fault{Rule: RuleNoValue, Value: format.Short(field)}
	}
	if !c.cluster {
		c.persons.count(field)
		if !holds(field, &decimal) && surname.Match(field) {
			return format.Fault{Rule: RuleNameOfPerson, Value: format.Short(field)}
		}
	} else if len(field) <= 2 && fewDigits.Match(field) {
		return format.Fault{Rule: RuleClusterNumber, Value: format.Short(field), Suggestion: "c" + string(field)}
	}
	if len(field) < len("1.0") || field[0] < '0' || field[0] > '9' {
		return format.Fault{}
	}
	if len(field) > format.ExactDigits {
		c.digits.count(field)
	}
	switch {
	case !holds(field, &ofAmount):
	case exponent.Match(field):
		return format.Fault{Rule: format.RuleRounded, Value: format.Short(field), Expected: strconv.Itoa(format.ExactDigits)}
	case asNumber.Match(field):
		return format.Fault{Rule: RuleNumberForm, Value: format.Short(field), Suggestion: wholeNumber(string(field))}
	}
	return format.Fault{}
}

// wholeNumber is the number without what makes it an amount; empty when 1.000 can be
// one or a thousand.
func wholeNumber(text string) string {
	text = strings.ReplaceAll(text, ",", ".")
	switch whole, rest, _ := strings.Cut(text, "."); {
	case strings.Trim(rest, "0") != "":
		return strings.ReplaceAll(text, ".", "")
	case rest == "000" && len(whole) <= len(rest):
		return ""
	default:
		return whole
	}
}

// digits sees that all long numbers of a column end in noughts: by chance that is one
// in ten for each digit.
type digits struct {
	noughts int // behind the fifteenth digit, in all numbers together
	exact   bool
	first   []byte
}

// enoughNoughts is how many make chance one in a million.
const enoughNoughts = 6

func (d *digits) count(number []byte) {
	if d.exact {
		return
	}
	for i, digit := range number {
		if digit < '0' || digit > '9' {
			return
		}
		d.exact = d.exact || i >= format.ExactDigits && digit != '0'
	}
	if d.noughts == 0 {
		d.first = bytes.Clone(number)
	}
	d.noughts += len(number) - format.ExactDigits
}

// rounded says of the first column whose long numbers all end in noughts that a
// spreadsheet made them so.
func (f *File) rounded() error {
	for i := range f.checks {
		if d := &f.checks[i].digits; !d.exact && d.noughts >= enoughNoughts {
			return &format.Refusal{Violation: contract.Violation{
				Column: f.source.Resource.Schema.Fields[i].Name, Rule: format.RuleRounded, Value: string(d.first), Expected: strconv.Itoa(format.ExactDigits),
			}}
		}
	}
	return nil
}
