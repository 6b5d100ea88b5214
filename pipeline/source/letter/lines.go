package letter

import (
	"fmt"
	"slices"

	"jaarcijfers/pipeline/contract"
)

// declared applies what was declared about lines: those left out go, those that
// are text become paragraphs that no rule looks at. A declaration that meets no
// line of text is refused, since it does nothing.
func (r *reader) declared(paragraphs []paragraph, lines []Lines) []paragraph {
	used := make([]bool, len(lines))
	var all []paragraph
	gap := false // lines were left out just before
	for _, p := range paragraphs {
		for _, part := range split(p, lines, used) {
			if len(part.lines) == 0 {
				gap = true
				continue
			}
			part.pageBreak = part.pageBreak || gap
			all, gap = append(all, part), false
		}
	}
	for i, l := range lines {
		if l.As == AsShown {
			used[i] = r.shown[i]
		}
		if !used[i] {
			r.refuse(contract.Violation{Line: 1, Rule: RuleLinesUnused, Value: fmt.Sprintf("%d-%d", l.First, l.Last)})
		}
	}
	return all
}

// split cuts a paragraph where the declared meaning of its lines changes. A part
// that is left out has no lines.
func split(p paragraph, lines []Lines, used []bool) []paragraph {
	var parts []paragraph
	before := ""
	for i, l := range p.lines {
		as := ""
		if at := slices.IndexFunc(lines, func(d Lines) bool { return d.As != AsShown && d.First <= l.number && l.number <= d.Last }); at >= 0 {
			as, used[at] = lines[at].As, true
		}
		if i == 0 || as != before {
			part := p
			part.lines, part.plain = nil, as == AsText
			part.pageBreak = p.pageBreak && i == 0
			parts = append(parts, part)
		}
		before = as
		if as != LeftOut {
			last := &parts[len(parts)-1]
			last.lines = append(last.lines, l)
		}
	}
	return parts
}
