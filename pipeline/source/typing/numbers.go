package typing

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"jaarcijfers/pipeline/contract"
)

// Rules about a number.
const (
	ruleInteger   contract.Rule = "type_integer"
	ruleNumber    contract.Rule = "type_number"
	ruleAmbiguous contract.Rule = "number_ambiguous"
	ruleDigits    contract.Rule = "number_digits"
	ruleWhole     contract.Rule = "number_whole"
	ruleRange     contract.Rule = "range"
)

// ExactDigits is how many digits of a number a spreadsheet keeps; it makes the rest
// zeros.
const ExactDigits = 15

func parseInteger(f contract.Field, text string) (any, contract.Violation) {
	plain, ok := plainNumber(text, "", f.GroupChar)
	if !ok {
		return nil, notPlain(ruleInteger, "", text)
	}
	if digitsOf(plain) > ExactDigits {
		return nil, contract.Violation{Rule: ruleDigits, Expected: strconv.Itoa(ExactDigits)}
	}
	n, err := strconv.ParseInt(plain, 10, 64)
	if err != nil {
		return nil, contract.Violation{Rule: ruleRange}
	}
	return n, contract.Violation{}
}

func parseNumber(f contract.Field, text string) (any, contract.Violation) {
	plain, ok := plainNumber(text, f.DecimalChar, f.GroupChar)
	if !ok {
		return nil, notPlain(ruleNumber, f.DecimalChar, text)
	}
	if digitsOf(plain) > ExactDigits {
		return nil, contract.Violation{Rule: ruleDigits, Expected: strconv.Itoa(ExactDigits)}
	}
	x, err := strconv.ParseFloat(plain, 64)
	if err != nil {
		return nil, contract.Violation{Rule: ruleRange}
	}
	return x, contract.Violation{}
}

// plainNumber rewrites digits with the decimal and group characters of the
// contract to Go's; not ok when text is anything else, such as 1e5, 1.23, 007 or -0.
func plainNumber(text, decimal, group string) (string, bool) {
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	whole, fraction, hasFraction := text, "", false
	if decimal != "" {
		whole, fraction, hasFraction = strings.Cut(text, decimal)
	}
	if group != "" && strings.Contains(whole, group) {
		if whole = ungroup(whole, group); whole == "" {
			return "", false
		}
	}
	switch {
	case !digits(whole), hasFraction && !digits(fraction), len(whole) > 1 && whole[0] == '0':
		return "", false
	case sign != "" && strings.Trim(whole+fraction, "0") == "":
		return "", false
	case hasFraction:
		return sign + whole + "." + fraction, true
	}
	return sign + whole, true
}

// ungroup takes the marks out of groups of three; empty when they are not.
func ungroup(whole, group string) string {
	parts := strings.Split(whole, group)
	for i, part := range parts {
		if i > 0 && len(part) != 3 || i == 0 && (part == "" || len(part) > 3) {
			return ""
		}
	}
	return strings.Join(parts, "")
}

func digits(text string) bool {
	for _, b := range []byte(text) {
		if b < '0' || b > '9' {
			return false
		}
	}
	return text != ""
}

// digitsOf counts the digits that say something.
func digitsOf(plain string) int {
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(plain, "-"), ".")
	return len(strings.TrimLeft(whole+strings.TrimRight(fraction, "0"), "0"))
}

// notPlain says what a text may mean that is not written as the contract asks: both
// numbers when it can be two.
func notPlain(rule contract.Rule, decimal, text string) contract.Violation {
	v := contract.Violation{Rule: rule, Expected: decimal}
	thousands, fraction := readings(text)
	switch {
	case thousands != "" && fraction != "" && (rule != ruleInteger || !strings.Contains(fraction, ".")):
		v.Rule, v.Expected, v.Suggestion = ruleAmbiguous, thousands, unmistaken(fraction, decimal)
	case thousands != "":
		v.Suggestion = thousands
	case fraction != "" && (rule != ruleInteger || !strings.Contains(fraction, ".")):
		v.Suggestion = unmistaken(fraction, decimal)
	}
	return v
}

var (
	oneMark  = regexp.MustCompile(`^(\d*)[.,](\d*)$`)
	exponent = regexp.MustCompile(`^\d+[eE]\+?\d$`) // after a fraction a spreadsheet has left out digits
	twoMarks = regexp.MustCompile(`^(\d{1,3}(?:,\d{3})+)\.(\d+)$|^(\d{1,3}(?:\.\d{3})+),(\d+)$`)
	grouped  = regexp.MustCompile(`^\d{1,3}(?:(?:\.\d{3})+|(?:,\d{3})+|(?: \d{3})+|(?:'\d{3})+|(?:_\d{3})+)$`)
	marks    = strings.NewReplacer(".", "", ",", "", " ", "", "'", "", "_", "")
)

// readings gives what a person may have meant with a text: the number with its
// marks between thousands, and that with a mark before a fraction. Each is plain,
// and empty when the text cannot mean it.
func readings(text string) (thousands, fraction string) {
	text = usual(text)
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	if grouped.MatchString(text) && text[0] != '0' {
		thousands = sign + marks.Replace(text)
	}
	switch {
	case digits(text):
		fraction = trimmed(sign, text, "")
	case oneMark.MatchString(text) && text != "." && text != ",":
		found := oneMark.FindStringSubmatch(text)
		fraction = trimmed(sign, found[1], found[2])
	case twoMarks.MatchString(text):
		found := twoMarks.FindStringSubmatch(text)
		fraction = trimmed(sign, marks.Replace(found[1]+found[3]), found[2]+found[4])
	case exponent.MatchString(text):
		x, err := strconv.ParseFloat(sign+text, 64)
		if plain := format(x); err == nil && digitsOf(plain) <= ExactDigits && len(plain) <= 2*ExactDigits {
			fraction = plain
		}
	}
	return thousands, fraction
}

// trimmed writes a number without the zeros that say nothing.
func trimmed(sign, whole, fraction string) string {
	whole, fraction = strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
	if whole == "" {
		whole = "0"
	}
	if whole == "0" && fraction == "" {
		return "0"
	}
	if fraction != "" {
		return sign + whole + "." + fraction
	}
	return sign + whole
}

// usual writes digits of other scripts, other minus signs and other spaces as the
// usual ones.
func usual(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\u2212', r == '\u2013', r == '\u2012':
			return '-'
		case r == '\u2019', r == '\u02bc', r == '`':
			return '\''
		case r == '\u066b':
			return ','
		case r == '\u066c', unicode.IsSpace(r), r == '\u202f', r == '\u2009':
			return ' '
		case unicode.IsDigit(r):
			for zero := r; ; zero-- { // the digits of a script follow each other from zero
				if !unicode.IsDigit(zero-1) || r-zero == 9 {
					return '0' + (r - zero)
				}
			}
		}
		return r
	}, text)
	return strings.TrimPrefix(text, "+")
}

// unmistaken writes a number with the decimal mark of the contract, and one more zero
// when its fraction could be read as thousands.
func unmistaken(plain, decimal string) string {
	if thousands, _ := readings(plain); thousands != "" {
		plain += "0"
	}
	if decimal == "" {
		return plain
	}
	return strings.Replace(plain, ".", decimal, 1)
}

// doubtful says which two numbers a text can be that is written as the contract
// asks: 9.000. When the contract says what divides thousands, it is not in doubt.
func doubtful(f contract.Field, text string) (thousands, fraction string, yes bool) {
	if f.Type != contract.Number || f.GroupChar != "" || !strings.Contains(text, f.DecimalChar) {
		return "", "", false
	}
	thousands, fraction = readings(text)
	return thousands, fraction, thousands != "" && fraction != ""
}
