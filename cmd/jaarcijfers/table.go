package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"
)

// narrowest is the width below which a column is not cut further.
const narrowest = 8

// A table is text in aligned columns under a header.
type table struct {
	columns []string
	right   []bool // columns of numbers
	rows    [][]string
	indent  string
	width   int // of a line; 0 for as wide as it comes
}

// write prints the table. Characters that would steer a terminal are shown as
// escapes, and columns that do not fit are cut, the widest first.
func (t table) write(w io.Writer) error {
	_, err := t.writeTo(w)
	return err
}

// writeTo prints the table and gives its widths, for rows that follow.
func (t table) writeTo(w io.Writer) ([]int, error) {
	lines := [][]string{printableAll(t.columns)}
	for _, row := range t.rows {
		lines = append(lines, printableAll(row))
	}
	widths := t.widths(lines)
	rule := make([]string, len(widths))
	for i, width := range widths {
		rule[i] = strings.Repeat("─", width)
	}
	lines = append(lines[:1], append([][]string{rule}, lines[1:]...)...)
	for _, line := range lines {
		if err := t.writeLine(w, line, widths); err != nil {
			return nil, err
		}
	}
	return widths, nil
}

func (t table) writeLine(w io.Writer, cells []string, widths []int) error {
	if _, err := fmt.Fprintln(w, t.line(cells, widths)); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

// widths gives each column what it needs, and takes from the widest until the
// line fits.
func (t table) widths(lines [][]string) []int {
	widths := make([]int, len(t.columns))
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], displayWidth(cell))
		}
	}
	if t.width == 0 {
		return widths
	}
	for total := len(t.indent) + sum(widths) + 2*(len(widths)-1); total > t.width; total-- {
		widest := 0
		for i, width := range widths {
			if width > widths[widest] {
				widest = i
			}
		}
		if len(widths) == 0 || widths[widest] <= narrowest {
			break
		}
		widths[widest]--
	}
	return widths
}

func (t table) line(cells []string, widths []int) string {
	out := make([]string, len(cells))
	for i, cell := range cells {
		if t.width > 0 {
			cell = shorten(cell, widths[i])
		}
		gap := strings.Repeat(" ", max(0, widths[i]-displayWidth(cell)))
		if i < len(t.right) && t.right[i] {
			out[i] = gap + cell
		} else {
			out[i] = cell + gap
		}
	}
	return strings.TrimRight(t.indent+strings.Join(out, "  "), " ")
}

func sum(numbers []int) int {
	total := 0
	for _, n := range numbers {
		total += n
	}
	return total
}

func displayWidth(text string) int { return neutralWidth().StringWidth(text) }

// shorten cuts text to width, with an ellipsis where it was cut.
func shorten(text string, width int) string { return neutralWidth().Truncate(text, width, "…") }

// neutralWidth measures the same on every machine, whatever its locale.
func neutralWidth() *runewidth.Condition { return &runewidth.Condition{StrictEmojiNeutral: true} }

// printable shows control and direction characters as escapes: a value out of
// a file must not steer the terminal it is printed on.
func printable(text string) string {
	clean := func(r rune) bool { return r == ' ' || unicode.IsPrint(r) }
	if strings.IndexFunc(text, func(r rune) bool { return !clean(r) }) < 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case clean(r):
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\u00a0', r == '\u202f':
			b.WriteByte(' ')
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

func printableAll(cells []string) []string {
	out := make([]string, len(cells))
	for i, cell := range cells {
		out[i] = printable(cell)
	}
	return out
}
