package extract

import (
	"regexp"
	"strconv"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/format"
)

// Rules about numbers by which persons are known elsewhere, which no extract may hold.
const (
	RuleCitizenNumber contract.Rule = "citizen_number"
	RuleCitizenSome   contract.Rule = "citizen_number_some"
	RuleNameOfPerson  contract.Rule = "name_of_person"
	RuleNamesOfPerson contract.Rule = "names_of_person"
)

// surname is written as a name is: a capital, and then small letters. What a program
// draws by chance nearly never is.
var surname = regexp.MustCompile(`^([A-Z][./-])*[A-Z][a-z]{3,}([./-][A-Z][a-z]+)*$`)

// persons sees what the values of a column have in common: that they are citizen
// service numbers (BSN), of eight or nine digits with a check, or words.
type persons struct {
	all, nine, checked, words int
}

// A number that was made up passes the check one time in eleven: that eight do and two
// thirds of all is by chance less than one in a hundred thousand.
const (
	enoughOfPersons = 8
	wordLetters     = 5
)

func (p *persons) count(field []byte) {
	p.all++
	digits, letters := 0, 0
	for _, b := range field {
		switch {
		case b >= '0' && b <= '9':
			digits++
		case b|0x20 >= 'a' && b|0x20 <= 'z':
			letters++
		}
	}
	switch {
	case digits == 0 && letters >= wordLetters:
		p.words++
	case letters == 0 && digits == len(field) && (digits == 8 || digits == 9):
		p.nine++
		if elevenTest(field) {
			p.checked++
		}
	}
}

// elevenTest is the check of a citizen service number; one of eight digits has lost a
// nought at its start.
func elevenTest(number []byte) bool {
	sum := 0
	for i, b := range number {
		if weight := len(number) - i; weight > 1 {
			sum += weight * int(b-'0')
		} else {
			sum -= int(b - '0')
		}
	}
	return sum%11 == 0
}

// fewOfColumn is the share below which numbers of nine digits do not belong in a column.
const fewOfColumn = 0.05

// noteCitizens gives a note for each column in which a few numbers are unlike all others
// and pass the check. It shows none of them.
func (f *File) noteCitizens(note func(contract.Violation)) {
	for i := range f.checks {
		p := f.checks[i].persons
		if p.checked > 0 && p.checked == p.nine && float64(p.nine) < fewOfColumn*float64(p.all) {
			note(contract.Violation{Column: f.source.Resource.Schema.Fields[i].Name, Rule: RuleCitizenSome, Value: strconv.Itoa(p.checked)})
		}
	}
}

// ofPersons refuses a source whose keys are numbers or names by which persons are known.
// It shows none of them.
func (f *File) ofPersons() error {
	for i := range f.checks {
		p, v := f.checks[i].persons, contract.Violation{Column: f.source.Resource.Schema.Fields[i].Name}
		switch {
		case p.checked >= enoughOfPersons && 3*p.checked >= 2*p.nine:
			v.Rule = RuleCitizenNumber
		case p.words >= enoughOfPersons && 2*p.words >= p.all:
			v.Rule = RuleNamesOfPerson
		default:
			continue
		}
		return &format.Refusal{Violation: v}
	}
	return nil
}
