package scaffold

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Pages are those that a chart may stand on, with their names in charts/spec.go.
var Pages = map[string]string{
	"inflow": "PageInflow", "article_ground": "PageArticleGround", "chain": "PageChain", "hate_crime": "PageHateCrime",
	"lgbti": "PageLGBTI", "antisemitism": "PageAntisemitism",
}

// chart begins a chart of one series: its file, its line among all charts, and its words.
// It is part of the program, so its source must be there.
func (m *maker) chart() error {
	if err := m.plainName(); err != nil {
		return err
	}
	page := Pages[cmp.Or(m.Page, "chain")]
	switch list := filepath.Join(m.Program, "charts", "charts.go"); {
	case page == "":
		return ErrNoPage
	case !isFile(list):
		return fmt.Errorf("%s: %w", list, ErrNoProgram)
	case m.Series == "":
		return ErrNoSeries
	}
	m.plan.Subject = cmp.Or(m.Model, "mart."+m.Name)
	words := map[string]string{"name": m.Name, "func": camel(m.Name), "series": m.Series, "model": m.plan.Subject, "page": page}
	text, err := m.template("chart.go.txt", words)
	if err != nil {
		return err
	}
	formatted, err := format.Source([]byte(text))
	if err != nil {
		return fmt.Errorf("format chart: %w", err)
	}
	if err := m.create(filepath.Join(m.Program, "charts", m.Name+".go"), string(formatted)); err != nil {
		return err
	}
	if err := m.listed(words["func"]); err != nil {
		return err
	}
	for _, lang := range []string{"nl", "en"} {
		if err := m.chartWords(lang, words); err != nil {
			return err
		}
	}
	return nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// camel is a name as Go writes it: police_place becomes policePlace.
func camel(name string) string {
	first, rest, _ := strings.Cut(name, "_")
	for part := range strings.SplitSeq(rest, "_") {
		if part != "" {
			first += strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return first
}

var (
	errNoList    = errors.New("no list of charts found")
	errNoSection = errors.New("no words of charts found")
	chartList    = regexp.MustCompile(`(?s)return \[\]Spec\{\n.*?\n\t\}`)
	nextSection  = regexp.MustCompile(`(?m)^[a-z_]+:`)
)

// listed puts the chart last in the list of all; it stands on its page in that order.
func (m *maker) listed(function string) error {
	return m.change(filepath.Join(m.Program, "charts", "charts.go"), func(text []byte) ([]byte, string, error) {
		found := chartList.FindIndex(text)
		if found == nil {
			return nil, "", errNoList
		}
		line := "\t\t" + function + "(),\n"
		at := found[1] - len("\t}")
		return bytes.Join([][]byte{text[:at], text[at:]}, []byte(line)), strings.TrimSpace(line), nil
	})
}

// chartWords puts the words of the chart behind those of the others.
func (m *maker) chartWords(lang string, words map[string]string) error {
	return m.change(filepath.Join(m.Program, "pipeline", "messages", lang+".yaml"), func(text []byte) ([]byte, string, error) {
		start := bytes.Index(text, []byte("\nchart:\n"))
		if start < 0 {
			return nil, "", errNoSection
		}
		from := start + len("\nchart:\n")
		end := len(text)
		if next := nextSection.FindIndex(text[from:]); next != nil {
			end = from + next[0]
		}
		section := bytes.TrimRight(text[from:end], "\n")
		added, err := m.template("chart_words.yaml", words)
		if err != nil {
			return nil, "", err
		}
		gap := text[from+len(section) : end]
		return bytes.Join([][]byte{text[:from], section, []byte("\n" + strings.TrimRight(added, "\n")), gap, text[end:]}, nil), added, nil
	})
}
