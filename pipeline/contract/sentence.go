package contract

import (
	"fmt"

	"jaarcijfers/pipeline/messages"
)

// Sentence says in words what is wrong and what to do. Its words are under
// violation.<rule>, or violation.<rule>_suggestion when there is a suggestion.
func (v Violation) Sentence(words *messages.Catalogue) (string, error) {
	if text := v.Text[words.Lang]; text != "" {
		return text, nil
	}
	if text, err := v.patternSentence(words); text != "" || err != nil {
		return text, err
	}
	key := "violation." + string(v.Rule)
	if v.Suggestion != "" && words.Has(key+"_suggestion") {
		key += "_suggestion"
	}
	text, err := words.Text(key, messages.Args{"value": v.Value, "expected": v.Expected, "suggestion": v.Suggestion})
	if err != nil {
		return "", fmt.Errorf("word violation: %w", err)
	}
	return text, nil
}
