package extract

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
)

// Rules about the names of cases, offences, suspects and clusters.
const (
	RuleNoValue contract.Rule = "no_value"
	RuleRounded contract.Rule = "number_rounded"
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
}

// nbsp is the space that spreadsheets and pages write where no line may break.
const nbsp = "\u00a0"

// longestNoValue is how many bytes the longest of them has.
const longestNoValue = 20

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

func noValue(text []byte) bool {
	if len(text) == 0 || len(text) > longestNoValue {
		return false
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

// lookAtName refuses a name that is none, and one that was a number too long for
// the program it went through.
func (c *check) lookAtName(field []byte) fault {
	if noValue(field) {
		return fault{rule: RuleNoValue, value: short(field)}
	}
	if len(field) < len("1E+17") || field[0] < '0' || field[0] > '9' {
		return fault{}
	}
	if len(field) > exactDigits {
		c.digits.count(field)
	}
	if !bytes.ContainsAny(field, "Ee,.") || !exponent.Match(field) {
		return fault{}
	}
	return fault{rule: RuleRounded, value: short(field), expected: strconv.Itoa(exactDigits)}
}

// exactDigits is how many digits of a number spreadsheets keep; behind them they
// write noughts.
const exactDigits = 15

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
		d.exact = d.exact || i >= exactDigits && digit != '0'
	}
	if d.noughts == 0 {
		d.first = bytes.Clone(number)
	}
	d.noughts += len(number) - exactDigits
}

// rounded says of the first column whose long numbers all end in noughts that a
// spreadsheet made them so.
func (f *File) rounded() error {
	for i := range f.checks {
		if d := &f.checks[i].digits; !d.exact && d.noughts >= enoughNoughts {
			return &fileFault{violation: contract.Violation{
				Column: f.source.Resource.Schema.Fields[i].Name, Rule: RuleRounded, Value: string(d.first), Expected: strconv.Itoa(exactDigits),
			}}
		}
	}
	return nil
}
