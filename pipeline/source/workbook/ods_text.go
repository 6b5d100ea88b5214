package workbook

import (
	"strconv"
	"strings"
)

// readText reads the paragraphs of the cell that just started into o.shown. Notes
// and drawings that hang on the cell are no part of it.
func (o *odsSheet) readText() error {
	o.shown = o.shown[:0]
	paragraphs := 0
	return o.each(func() error {
		if o.name != "text:p" {
			return nil
		}
		if paragraphs++; paragraphs > 1 {
			o.shown = append(o.shown, '\n')
		}
		gap := gap{start: len(o.shown)}
		if err := o.paragraph(&gap); err != nil {
			return err
		}
		if !gap.broken {
			o.fill(&gap)
		}
		return o.fits()
	})
}

// A gap is white space in a paragraph that was read and not yet appended. By the
// standard it is one space, however much; LibreOffice writes and reads spaces as
// they are. So only a gap with a line end or a tab, which someone made to have
// the file look well, is taken for one space, and for none at either end.
type gap struct {
	start  int // of the paragraph
	spaces int
	broken bool
}

func (o *odsSheet) fill(g *gap) {
	if g.broken && len(o.shown) > g.start {
		g.spaces = 1
	} else if g.broken {
		g.spaces = 0
	}
	for range min(g.spaces, o.out.limits.CellBytes+1) {
		o.shown = append(o.shown, ' ')
	}
	g.spaces, g.broken = 0, false
}

// paragraph appends the text of the element that just started.
func (o *odsSheet) paragraph(g *gap) error {
	depth := o.depth
	for {
		t, err := o.next()
		switch {
		case err != nil:
			return err
		case t == charData:
			o.characters(g)
			err = o.fits()
		case t == endTag:
			return nil
		case strings.HasPrefix(o.name, "text:"):
			err = o.inline(g)
		}
		if err == nil {
			err = o.leave(depth)
		}
		if err != nil {
			return err
		}
	}
}

func (o *odsSheet) characters(g *gap) {
	for _, c := range o.text {
		switch {
		case c == ' ':
			g.spaces++
		case isSpace(c):
			g.broken = true
		default:
			if g.spaces > 0 || g.broken {
				o.fill(g)
			}
			o.shown = append(o.shown, c)
		}
	}
}

// inline reads an element within a paragraph.
func (o *odsSheet) inline(g *gap) error {
	mark := byte(' ')
	switch o.name {
	case "text:s":
	case "text:tab":
		mark = '\t'
	case "text:line-break":
		mark = '\n'
	case "text:note", "text:ruby-text": // beside the text; how it is pronounced
		return nil
	default:
		return o.paragraph(g)
	}
	n, err := o.count("text:c")
	if err != nil {
		return err
	}
	o.fill(g)
	for range min(n, o.out.limits.CellBytes+1) {
		o.shown = append(o.shown, mark)
	}
	return o.fits()
}

// fits holds the text against its limit while it is read.
func (o *odsSheet) fits() error {
	most := o.out.limits.CellBytes
	if len(o.shown) <= most {
		return nil
	}
	return &Refused{Rule: ruleCellLarge, Value: over(most), Expected: strconv.Itoa(most)}
}
