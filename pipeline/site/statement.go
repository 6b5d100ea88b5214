package site

import (
	"fmt"
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"

	"jaarcijfers/pipeline/messages"
)

// told are the sentences of themes, each chosen by the figures themselves.
func (w *writer) told(themes ...string) ([]string, error) {
	var sentences []string
	for _, s := range w.in.Told {
		if !slices.Contains(themes, s.Theme) {
			continue
		}
		sentence, err := w.sentence(s)
		if err != nil {
			return nil, fmt.Errorf("statement %s: %w", s.Key, err)
		}
		sentences = append(sentences, sentence)
	}
	return sentences, nil
}

func (w *writer) sentence(s Statement) (string, error) {
	args := messages.Args(maps.Clone(s.Arguments))
	for name, code := range s.Codes {
		text, err := w.named(code[0], code[1])
		if err != nil {
			return "", err
		}
		args[name] = text
	}
	if date, ok := args["date"].(string); ok {
		text, err := w.date(date)
		if err != nil {
			return "", err
		}
		args["date"] = text
	}
	sentence, err := w.words.Text("site.statement."+s.Key, args)
	if err != nil {
		return "", err
	}
	first, size := utf8.DecodeRuneInString(sentence)
	sentence = string(unicode.ToUpper(first)) + sentence[size:]
	if s.Synthetic {
		return w.words.Text("site.synthetic.sentence", messages.Args{"sentence": sentence})
	}
	return sentence, nil
}

// named is the name of a code, or the title of a series.
func (w *writer) named(list, code string) (string, error) {
	if list != "series" {
		return w.code(list, code)
	}
	series, ok := w.series[code]
	if !ok {
		return "", fmt.Errorf("series %q is not described", code)
	}
	return w.label(series.Title)
}
