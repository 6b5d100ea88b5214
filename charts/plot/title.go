package plot

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/messages"
)

// A Finding is what the figures of a chart bear, as mart.chart_title chose it: the
// sentence chart.<id>.finding.<Key>, and what goes into it.
type Finding struct {
	Key       string
	Arguments map[string]any
	Codes     map[string][]string // placeholder -> codelist and code
}

// mostTitleWords is how long a title may be. A finding that gets longer, by the
// names that the data put into it, gives way to the subject.
const mostTitleWords = 12

// head gives the plot its title: what its figures bear, or its subject where
// nothing can be claimed and where figures are made up.
func (p *Plot) head() error {
	p.Title = p.Subject
	finding, ok := p.data.Findings[p.Spec.ID]
	if !ok || p.Synthetic {
		return nil
	}
	args := messages.Args{}
	for name, value := range finding.Arguments {
		args[name] = value
	}
	if date, ok := args["date"].(string); ok {
		args["date"] = dateWords(p.words, date)
	}
	for name, code := range finding.Codes {
		if len(code) != 2 {
			return fmt.Errorf("title %s: code %v is no codelist and code", finding.Key, code)
		}
		args[name] = p.code(code[0], code[1])
	}
	title, err := p.words.Text("chart."+p.Spec.ID+".finding."+finding.Key, args)
	if err != nil {
		return err
	}
	if len(strings.Fields(title)) <= mostTitleWords {
		p.Title = capital(title)
	}
	return nil
}

func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// under is the line below the title: the subject where the title is a finding, and
// what the figures are, whose, and of which years.
func (p *Plot) under() (string, error) {
	var parts []string
	if _, ok := p.data.Findings[p.Spec.ID]; ok && !strings.HasPrefix(p.Title, p.Subject) {
		parts = append(parts, p.Subject)
	}
	parts = append(parts, p.Unit)
	if bodies := p.bodies(); len(bodies) > 0 {
		parts = append(parts, strings.Join(bodies, ", "))
	}
	if first, last := p.figureYears(); first != "" && p.Spec.Form != charts.Bars {
		years, err := p.yearsOfFigures(first, last)
		if err != nil {
			return "", err
		}
		parts = append(parts, years)
	}
	for i := range parts {
		parts[i] = capital(parts[i])
	}
	return strings.Join(parts, " · "), nil
}

// yearsOfFigures are the years from the first figure to the last, and those after it
// that the axis has and that have none: the charts of a page share their years.
func (p *Plot) yearsOfFigures(first, last string) (string, error) {
	years, err := p.span(first, last)
	if err != nil {
		return "", err
	}
	axis := p.years()
	next := slices.Index(axis, last) + 1
	if next == 0 || next == len(axis) {
		return years, nil
	}
	missing, err := p.span(axis[next], axis[len(axis)-1])
	if err != nil {
		return "", err
	}
	return p.words.Text("chart.years_without", messages.Args{"years": years, "missing": missing})
}

// span is the first year and the last, or the one year that is both.
func (p *Plot) span(first, last string) (string, error) {
	key := "chart.years"
	if first == last {
		key = "chart.year"
	}
	return p.words.Text(key, messages.Args{"first": first, "last": last})
}

// bodies are those whose figures the plot shows. The code for others names none.
func (p *Plot) bodies() []string {
	var all []string
	p.eachRow(func(r Row) {
		if name := p.code("body", r.Body); r.Body != "" && r.Body != "other" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	})
	return all
}

// figureYears are the first and the last year with a figure.
func (p *Plot) figureYears() (first, last string) {
	p.eachRow(func(r Row) {
		if r.Value == nil || !yearPeriod.MatchString(r.TimePeriod) {
			return
		}
		if first == "" || r.TimePeriod < first {
			first = r.TimePeriod
		}
		last = max(last, r.TimePeriod)
	})
	return first, last
}
