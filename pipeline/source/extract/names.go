package extract

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
	"jaarcijfers/pipeline/source/typing"
)

// Rules about the names of cases, offences, suspects and clusters.
const (
	RuleNoValue                     = typing.RuleNoValue
	RuleNumberForm    contract.Rule = "number_form"
	RuleClusterNumber contract.Rule = "cluster_number"
)

// exponent is a number as spreadsheets and programs show one that is too long: of its
// digits only the first are left. So are those of a whole number that was made a
// fraction.
var exponent = regexp.MustCompile(`^[0-9]([.,][0-9]+[eE][+-]?|[eE]\+)[0-9]{1,3}$|^[0-9]{16,}[.,]0+$`)

// asNumber is the number of a case as a program writes it that takes it for an amount:
// with decimals, or with thousands set apart. One point alone (24.001) can be a year
// and a number.
var asNumber = regexp.MustCompile(`^[0-9]+[.,]0+$|^[0-9]{1,3}(\.[0-9]{3}){2,}$|^[0-9]{1,3}(,[0-9]{3})+$`)

// ofAmount are the bytes that an amount has, and hardly any name.
var ofAmount = typing.Bytes("Ee,.")

// fewDigits is a bare number that counts or ticks: as the name of a cluster it would
// join what has nothing to do with each other.
var fewDigits = regexp.MustCompile(`^[0-9]{1,2}$`)

// validateName refuses a name that is none, and one that was a number too long for
// the program it went through.
func (c *check) validateName(field []byte) format.Fault {
	if typing.IsNoName(field) {
		return format.Fault{Rule: RuleNoValue, Value: format.Short(field)}
	}
	if !c.cluster {
		c.persons.count(field)
		if !typing.Digits.In(field) && surname.Match(field) {
			return format.Fault{Rule: RuleNameOfPerson, Value: format.Short(field)}
		}
	} else if len(field) <= 2 && fewDigits.Match(field) {
		return format.Fault{Rule: RuleClusterNumber, Value: format.Short(field), Suggestion: "c" + string(field)}
	}
	if len(field) < len("1.0") || field[0] < '0' || field[0] > '9' {
		return format.Fault{}
	}
	if len(field) > typing.ExactDigits {
		c.digits.count(field)
	}
	switch {
	case !ofAmount.In(field):
	case exponent.Match(field):
		return format.Fault{Rule: format.RuleRounded, Value: format.Short(field), Expected: strconv.Itoa(typing.ExactDigits)}
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
		d.exact = d.exact || i >= typing.ExactDigits && digit != '0'
	}
	if d.noughts == 0 {
		d.first = bytes.Clone(number)
	}
	d.noughts += len(number) - typing.ExactDigits
}

// rounded says of the first column whose long numbers all end in noughts that a
// spreadsheet made them so.
func (f *File) rounded() error {
	for i := range f.checks {
		if d := &f.checks[i].digits; !d.exact && d.noughts >= enoughNoughts {
			return &format.Refusal{Violation: contract.Violation{
				Column: f.source.Resource.Schema.Fields[i].Name, Rule: format.RuleRounded, Value: string(d.first), Expected: strconv.Itoa(typing.ExactDigits),
			}}
		}
	}
	return nil
}
