package contract

import (
	"strings"

	"jaarcijfers/pipeline/messages"
)

// knownPatterns are the patterns of the data that ask for more than characters, as the
// descriptor has them, with the key of what they ask in words:
// violation.pattern_known_<key>.
var knownPatterns = map[string]string{
	`[0-9a-f]{16}`:                           "row_key",
	`[a-z][a-z0-9_]*`:                        "name",
	`^[a-zA-Z0-9_-]+$`:                       "id",
	`^[a-zA-Z0-9_]+\.\d{2,}$`:                "numbered_id",
	`^difference\.\w+$`:                      "difference",
	`change\.\d{4,}`:                         "change",
	`^\S+\.\S+( \S+\.\S+)*$`:                 "ids",
	`\d{4}-\d{2}-\d{2}`:                      "day",
	`^\d{4}(-\d{2}(-\d{2})?)?$`:              "date",
	`^\d{4}(-S[12]|-\d{2}-\d{2}(/P\d+Y)?)?$`: "period",
	`^\d{4}(-S2|-(0[2-9]|1[0-2])-\d{2}|-01-(0[2-9]|[12]\d|3[01]))?$`: "break",
	`^[a-z]{2}$`:                     "language",
	`^https?://.+$`:                  "address",
	`^[1-9]\d{0,2}[a-z]?$`:           "measure",
	`^[1-4]\.[1-5]\.\d{1,2}$`:        "criterion",
	`^9\.[1-4]\.[1-5]\.\d{1,2}$`:     "clause",
	`^Test[A-Z]\w*( Test[A-Z]\w*)*$`: "tests",
}

// knownSentence says in words what one of knownPatterns asks; empty for any other.
func (v Violation) knownSentence(words *messages.Catalogue) (string, error) {
	pattern := strings.TrimSuffix(strings.TrimPrefix(v.Expected, "^(?:"), ")$") // the whole value must match
	key, ok := knownPatterns[pattern]
	if !ok {
		return "", nil
	}
	asked, err := words.Text("violation.pattern_known_"+key, nil)
	if err != nil {
		return "", err
	}
	return words.Text("violation.pattern_known", messages.Args{"value": v.Value, "asked": asked})
}
