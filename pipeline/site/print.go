package site

import (
	"fmt"
	"strconv"

	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/messages"
)

// printSheet is the place of the stylesheet that puts a marking on every page of
// paper. It is a file of its own, since the pages' policy allows no other style.
func printSheet(m marking.Marking, lang string) string {
	return "assets/print" + m.Suffix() + "." + lang + ".css"
}

// printFiles adds the stylesheet of a marking.
func (w *writer) printFiles(files map[string][]byte, m marking.Marking) error {
	if !m.Marked() {
		return nil
	}
	style, err := w.printStyle(m)
	files[printSheet(m, w.lang)] = style
	return err
}

// printStyle is nothing without a marking.
func (w *writer) printStyle(m marking.Marking) ([]byte, error) {
	if !m.Marked() {
		return nil, nil
	}
	line, err := m.Line(w.words)
	if err != nil {
		return nil, fmt.Errorf("mark paper: %w", err)
	}
	return fmt.Appendf(nil, "@media print {\n  @page { @top-center { content: %s; font: bold 10pt sans-serif; } }\n}\n", strconv.Quote(line)), nil
}

// runningHead is the style that puts the name and edition of the report at the head of
// every page of paper but the first, which has them as its title.
func (w *writer) runningHead() ([]byte, error) {
	line, err := w.words.Text("site.document.head", messages.Args{"version": w.in.Version})
	if err != nil {
		return nil, fmt.Errorf("head paper: %w", err)
	}
	return fmt.Appendf(nil, "@media print {\n  @page { @top-left { content: %s; font: 8pt sans-serif; } }\n  @page :first { @top-left { content: none; } }\n}\n", strconv.Quote(line)), nil
}
