// Package marking says what a release and what stands in it must bear: that a
// program made figures up, or that they may not leave the house. Names, titles,
// drawings, tables and paper all follow from it; nothing else decides.
package marking

import (
	"fmt"
	"path"
	"strings"

	"jaarcijfers/pipeline/messages"
)

// The kinds of marking, as they stand in names of files and in the database, and as
// part of the keys of their words.
const (
	Synthetic = "synthetic"
	Internal  = "internal"
)

// A Marking is what something bears; nothing when it is empty.
type Marking struct {
	Synthetic bool // a program made figures up
	Internal  bool // figures are of an extract that was not made up: they stay in the house
}

// OfExtract is what a figure that was counted in an extract bears.
func OfExtract(synthetic bool) Marking { return Marking{Synthetic: synthetic, Internal: !synthetic} }

// All are the markings that there can be, from none to both.
func All() []Marking {
	return []Marking{{}, {Synthetic: true}, {Internal: true}, {Synthetic: true, Internal: true}}
}

// And is what two things bear together.
func (m Marking) And(other Marking) Marking {
	return Marking{Synthetic: m.Synthetic || other.Synthetic, Internal: m.Internal || other.Internal}
}

// Without is what is left of the marking when something says the other already.
func (m Marking) Without(other Marking) Marking {
	return Marking{Synthetic: m.Synthetic && !other.Synthetic, Internal: m.Internal && !other.Internal}
}

// Marked tells whether there is anything to bear.
func (m Marking) Marked() bool { return m != Marking{} }

// Kinds are the kinds of the marking, what may not leave first.
func (m Marking) Kinds() []string {
	var all []string
	if m.Internal {
		all = append(all, Internal)
	}
	if m.Synthetic {
		all = append(all, Synthetic)
	}
	return all
}

// Suffix is the end of a name that programs read: "-internal".
func (m Marking) Suffix() string {
	if !m.Marked() {
		return ""
	}
	return "-" + strings.Join(m.Kinds(), "-")
}

// Named puts the suffix in the name of a file or folder, before its ending.
func (m Marking) Named(name string) string {
	ending := path.Ext(name)
	return strings.TrimSuffix(name, ending) + m.Suffix() + ending
}

// NamedIn is Named in the language of who reads the name.
func (m Marking) NamedIn(words *messages.Catalogue, name string) (string, error) {
	ending := path.Ext(name)
	name = strings.TrimSuffix(name, ending)
	for _, kind := range m.Kinds() {
		word, err := words.Text("chart."+kind+".word", nil)
		if err != nil {
			return "", fmt.Errorf("name %s: %w", name, err)
		}
		name += "-" + word
	}
	return name + ending, nil
}

// Title is the title of figures that all bear the marking.
func (m Marking) Title(words *messages.Catalogue, title string) (string, error) {
	return m.titled(words, "chart.%s.title", title)
}

// PartTitle is the title of what holds other figures too.
func (m Marking) PartTitle(words *messages.Catalogue, title string) (string, error) {
	return m.titled(words, "site.%s.title", title)
}

func (m Marking) titled(words *messages.Catalogue, key, title string) (string, error) {
	for _, kind := range m.Kinds() {
		var err error
		if title, err = words.Text(fmt.Sprintf(key, kind), messages.Args{"title": title}); err != nil {
			return "", fmt.Errorf("mark title: %w", err)
		}
	}
	return title, nil
}

// Line is the marking in one line, for a drawing and for paper.
func (m Marking) Line(words *messages.Catalogue) (string, error) {
	var all []string
	for _, kind := range m.Kinds() {
		text, err := words.Text("chart."+kind+".drawing", nil)
		if err != nil {
			return "", fmt.Errorf("write marking: %w", err)
		}
		all = append(all, text)
	}
	return strings.Join(all, " · "), nil
}
