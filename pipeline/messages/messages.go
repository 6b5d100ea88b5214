// Package messages holds every word that a reader sees, one catalogue per
// language (nl.yaml, en.yaml). Whole sentences with named placeholders stand
// there; code, templates and charts ask for them by key. A key or placeholder
// that one language has and the other lacks is an error at load, and so is a
// key that is asked for and does not exist: a page is never published with a
// hole in it.
package messages

import (
	"embed"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

//go:embed nl.yaml en.yaml
var files embed.FS

// Languages lists the languages of the report; the first is the default.
var Languages = []string{"nl", "en"}

// A Catalogue is the words of one language. It is read-only after Load and
// safe for concurrent use.
type Catalogue struct {
	Lang    string
	words   map[string]string
	numbers Args // for placeholders that no argument fills
	printer *message.Printer
}

// Args are the values for a sentence's {placeholders}. Numbers are written the
// way the language writes them; strings go in as they are.
type Args map[string]any

// Load reads all catalogues and compares them: every key and every placeholder
// must be in each. All differences are returned together. Sentences may hold the numbers
// of sql/meta/parameter.yaml by name: see numbersOf.
func Load() (map[string]*Catalogue, error) {
	all := map[string]*Catalogue{}
	numbers, err := readNumbers()
	if err != nil {
		return nil, err
	}
	for _, lang := range Languages {
		text, err := files.ReadFile(lang + ".yaml")
		if err != nil {
			return nil, fmt.Errorf("read messages: %w", err)
		}
		c, err := parse(lang, text)
		if err != nil {
			return nil, err
		}
		c.numbers = numbers
		all[lang] = c
	}
	return all, compare(all)
}

// New makes a catalogue of words by key, for charts or pages that stand apart
// from the report.
func New(lang string, words map[string]string) *Catalogue {
	return &Catalogue{Lang: lang, words: words, printer: message.NewPrinter(language.Make(lang))}
}

func parse(lang string, text []byte) (*Catalogue, error) {
	var tree map[string]any
	if err := yaml.Unmarshal(text, &tree); err != nil {
		return nil, fmt.Errorf("read messages %s.yaml: %w", lang, err)
	}
	c := New(lang, map[string]string{})
	if err := c.flatten("", tree); err != nil {
		return nil, fmt.Errorf("read messages %s.yaml: %w", lang, err)
	}
	return c, nil
}

func (c *Catalogue) flatten(prefix string, tree map[string]any) error {
	for key, v := range tree {
		full := strings.TrimPrefix(prefix+"."+key, ".")
		switch v := v.(type) {
		case map[string]any:
			if err := c.flatten(full, v); err != nil {
				return err
			}
		case string:
			if left := FindUnfilled([]byte(v)); len(left) > 0 {
				return fmt.Errorf("key %s: %s is still to be filled in", full, MarkUnfilled(left[0].Name))
			}
			c.words[full] = strings.TrimSpace(v)
		default:
			return fmt.Errorf("key %s holds %T, not text: put quotes around it", full, v)
		}
	}
	return nil
}

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

func compare(all map[string]*Catalogue) error {
	var errs []error
	for _, a := range Languages {
		for _, b := range Languages {
			if a == b {
				continue
			}
			for _, key := range all[a].Keys() {
				other, ok := all[b].words[key]
				if !ok {
					errs = append(errs, fmt.Errorf("messages %s.yaml: key %s is missing, %s.yaml has it", b, key, a))
				} else if have, want := marks(other), marks(all[a].words[key]); !slices.Equal(have, want) {
					errs = append(errs, fmt.Errorf("messages %s.yaml: key %s has placeholders %v, %s.yaml has %v", b, key, have, a, want))
				}
			}
		}
	}
	return errors.Join(errs...)
}

func marks(text string) []string {
	if !strings.Contains(text, "{") {
		return nil
	}
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// Keys returns all keys in order.
func (c *Catalogue) Keys() []string {
	keys := make([]string, 0, len(c.words))
	for k := range c.words {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Has tells whether the catalogue knows key.
func (c *Catalogue) Has(key string) bool { _, ok := c.words[key]; return ok }

// Text returns the sentence for key with its placeholders filled. An unknown
// key, or a placeholder without a value, is an error.
func (c *Catalogue) Text(key string, args Args) (string, error) {
	text, ok := c.words[key]
	if !ok {
		return "", fmt.Errorf("messages %s.yaml: no key %q", c.Lang, key)
	}
	if !strings.Contains(text, "{") {
		return text, nil
	}
	var missing []string
	text = placeholder.ReplaceAllStringFunc(text, func(mark string) string {
		name := mark[1 : len(mark)-1]
		v, ok := args[name]
		if !ok {
			v, ok = c.numbers[name]
		}
		if !ok {
			missing = append(missing, mark)
			return mark
		}
		return c.format(v)
	})
	if missing != nil {
		return "", fmt.Errorf("messages %s.yaml: key %q needs %s", c.Lang, key, strings.Join(missing, ", "))
	}
	return text, nil
}

func (c *Catalogue) format(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int, int64:
		return c.printer.Sprint(number.Decimal(v))
	case float64:
		return c.Number(v, 0)
	default:
		return fmt.Sprint(v)
	}
}

// Number writes v with a fixed number of decimals in the language's way:
// 17.942.942 and 2,7 in Dutch, 17,942,942 and 2.7 in English.
func (c *Catalogue) Number(v float64, decimals int) string {
	return c.printer.Sprint(number.Decimal(roundHalfAway(v, decimals), number.Scale(decimals)))
}

// InAll gives a sentence in every language. What is wrong with it, a reader sees in its
// place.
func InAll(all map[string]*Catalogue, key string, args Args) map[string]string {
	text := map[string]string{}
	for lang, words := range all {
		sentence, err := words.Text(key, args)
		if err != nil {
			sentence = err.Error()
		}
		text[lang] = sentence
	}
	return text
}
