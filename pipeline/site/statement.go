package site

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/messages"
)

// A toldView is a list of sentences, and behind it what is said once of more than
// one of them: that they rest on the press or others. Empty when each says it itself.
type toldView struct {
	Sentences []string
	Source    string
}

// Messages with which a sentence says that it rests on the press or others.
const (
	sourceSaid   = "site.source.sentence"
	sourceMarked = "site.source.marked"
	sourceUnsaid = ""
)

// told are the sentences of themes, each chosen by the figures themselves. What
// more than one of them rests on, the press or others, is said once behind them.
func (w *writer) told(themes ...string) (toldView, error) {
	groups := w.groups(themes)
	rest := 0
	for _, group := range groups {
		if group.secondary() && !group.synthetic() {
			rest++
		}
	}
	source, once := sourceSaid, ""
	switch {
	case rest > 1 && rest == len(groups):
		source, once = sourceUnsaid, "site.source.sentences"
	case rest > 1:
		source, once = sourceMarked, "site.source.sentences_marked"
	}
	var v toldView
	for _, group := range groups {
		text, err := w.group(group, source)
		if err != nil {
			return v, err
		}
		v.Sentences = append(v.Sentences, text)
	}
	if once == "" {
		return v, nil
	}
	var err error
	v.Source, err = w.words.Text(once, nil)
	return v, err
}

// toldEach are the sentences of themes, of which each says whose figures it has:
// for a list that holds others as well.
func (w *writer) toldEach(themes ...string) ([]string, error) {
	var sentences []string
	for _, group := range w.groups(themes) {
		text, err := w.group(group, sourceSaid)
		if err != nil {
			return nil, err
		}
		sentences = append(sentences, text)
	}
	return sentences, nil
}

// A statementGroup is what is read together, with whose figures it has once behind it.
type statementGroup []Statement

func (g statementGroup) secondary() bool {
	return slices.ContainsFunc(g, func(s Statement) bool { return s.Secondary })
}

func (g statementGroup) synthetic() bool {
	return slices.ContainsFunc(g, func(s Statement) bool { return s.Synthetic })
}

func (w *writer) groups(themes []string) []statementGroup {
	var groups []statementGroup
	for _, s := range w.in.Told {
		if !slices.Contains(themes, s.Theme) {
			continue
		}
		if last := len(groups) - 1; last >= 0 && s.Group != "" && groups[last][0].Group == s.Group {
			groups[last] = append(groups[last], s)
		} else {
			groups = append(groups, statementGroup{s})
		}
	}
	return groups
}

// group is the text of statements that are read together; in the words of source
// it says that they rest on the press or others, when they do.
func (w *writer) group(statements statementGroup, source string) (string, error) {
	var sentences []string
	for _, s := range statements {
		sentence, err := w.fill("site.statement."+s.Key, s)
		if err != nil {
			return "", fmt.Errorf("statement %s: %w", s.Key, err)
		}
		sentences = append(sentences, sentence)
	}
	text := strings.Join(sentences, " ")
	switch {
	case statements.synthetic():
		return w.words.Text("site.synthetic.sentence", messages.Args{"sentence": text})
	case source != sourceUnsaid && statements.secondary():
		return w.words.Text(source, messages.Args{"sentence": text})
	}
	return text, nil
}

// valueKeys begin the keys of the sentences that give a key figure itself.
var valueKeys = []string{"inflow_value", "series_value"}

// aboutKeyFigure are the sentences beside a key figure, whose value stands there
// already: what is known to be in it, and how it compares with the year before.
func (w *writer) aboutKeyFigure(id string) ([]string, error) {
	var sentences []string
	for _, s := range w.in.Told {
		if s.KeyFigure != id {
			continue
		}
		key := "site.statement." + s.Key
		for _, begin := range valueKeys {
			if form, ok := strings.CutPrefix(s.Key, begin); ok {
				key = strings.Replace(form, "_", "site.key.event.", 1)
			}
		}
		if key == "" {
			continue
		}
		sentence, err := w.fill(key, s)
		if err != nil {
			return nil, fmt.Errorf("key figure %s: %w", id, err)
		}
		sentences = append(sentences, sentence)
	}
	return sentences, nil
}

// fill puts the numbers and names of a statement into words, with a capital.
func (w *writer) fill(key string, s Statement) (string, error) {
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
	sentence, err := w.words.Text(key, args)
	if err != nil {
		return "", err
	}
	first, size := utf8.DecodeRuneInString(sentence)
	return string(unicode.ToUpper(first)) + sentence[size:], nil
}

// named is the name of a code, the title of a series, what an event counts or
// the reason of a series break.
func (w *writer) named(list, code string) (string, error) {
	switch list {
	case "series":
		series, ok := w.series[code]
		if !ok {
			return "", fmt.Errorf("series %q is not described", code)
		}
		return w.label(series.Title)
	case "event":
		event, ok := w.in.Events[code]
		if !ok {
			return "", fmt.Errorf("event %q is not described", code)
		}
		return w.label(event.Label)
	case "break":
		i := slices.IndexFunc(w.in.Breaks, func(b plot.Break) bool { return b.ID == code })
		if i < 0 {
			return "", fmt.Errorf("series break %q is not described", code)
		}
		return w.label(w.in.Breaks[i].Reason)
	}
	return w.code(list, code)
}
