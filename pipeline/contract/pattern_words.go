package contract

import (
	"regexp"
	"strconv"
	"strings"

	"jaarcijfers/pipeline/messages"
)

// countedSigns is a pattern that asks for nothing but how many of which characters.
var countedSigns = regexp.MustCompile(`^\^\(\?:\^?\[([A-Za-z0-9./_ -]+)\]\{(\d+),(\d+)\}\$?\)\$$`)

// patternSentence says in words what a pattern asks, with an example: few who deliver
// a file read patterns. It is empty for one that it does not know.
func (v Violation) patternSentence(words *messages.Catalogue) (string, error) {
	found := countedSigns.FindStringSubmatch(v.Expected)
	switch {
	case v.Rule != "pattern":
		return "", nil
	case found == nil:
		return v.knownSentence(words)
	}
	least, _ := strconv.Atoi(found[2]) // digits, by the pattern
	most, _ := strconv.Atoi(found[3])
	signs, err := signsInWords(found[1], words)
	if err != nil {
		return "", err
	}
	return words.Text("violation.pattern_words", messages.Args{
		"value": v.Value, "min": least, "max": most, "signs": signs, "example": patternExample(found[1], least, most),
	})
}

// signsInWords lists the characters of a class: letters, digits, . or -.
func signsInWords(class string, words *messages.Catalogue) (string, error) {
	var list []string
	add := func(key string) error {
		text, err := words.Text("violation.pattern_sign_"+key, nil)
		list = append(list, text)
		return err
	}
	var err error
	switch upper, lower := strings.Contains(class, "A-Z"), strings.Contains(class, "a-z"); {
	case upper && lower:
		err = add("letters")
	case upper:
		err = add("upper")
	case lower:
		err = add("lower")
	}
	if err == nil && strings.Contains(class, "0-9") {
		err = add("digits")
	}
	if err != nil {
		return "", err
	}
	for _, sign := range strings.NewReplacer("A-Z", "", "a-z", "", "0-9", "").Replace(class) {
		list = append(list, string(sign))
	}
	if len(list) < 2 {
		return strings.Join(list, ""), nil
	}
	last := len(list) - 1
	return words.Text("violation.pattern_sign_or", messages.Args{"list": strings.Join(list[:last], ", "), "last": list[last]})
}

// patternExample is a text that fits.
func patternExample(class string, least, most int) string {
	example := "24-000123"
	switch {
	case !strings.Contains(class, "0-9"):
		example = "abcdef"
	case strings.Contains(class, "A-Z"):
		example = "S" + example
	case strings.Contains(class, "a-z"):
		example = "case-" + example
	}
	kept := strings.Map(func(sign rune) rune {
		if ok, _ := regexp.MatchString("^["+class+"]$", string(sign)); ok {
			return sign
		}
		return -1
	}, example)
	for kept != "" && len(kept) < least {
		kept += kept
	}
	return kept[:min(len(kept), most)]
}
