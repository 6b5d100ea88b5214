package letter_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/letter"
)

func FuzzReadText(f *testing.F) {
	f.Add(string(realText(f)))
	f.Add("Een (1)1\n\n1 noot\n\f\n\nStatus: lopend")
	f.Add("Maatregel 3: Titel\nStand van zaken: tekst.\nStatus - lopend\nTwee (12a)\ndiscrimina-\ntie\n\n\n\n2\n\nStatus:\n\nlopend")
	addCases(f, letter.Text)
	f.Fuzz(func(t *testing.T, text string) { holds(t, text, letter.Text) })
}

func FuzzReadHTML(f *testing.F) {
	measures, _ := letter.Read("l.txt", realText(f), asText)
	f.Add(page(measures))
	f.Add("<h2>Een (4)<sup>1</sup></h2><p hidden>x</p><p>10<sup>2</sup><del>y</del><p>Status: lopend<div class=noot><sup>1</sup>noot")
	addCases(f, letter.HTML)
	f.Fuzz(func(t *testing.T, text string) { holds(t, text, letter.HTML) })
}

func addCases(f *testing.F, form letter.Form) {
	f.Helper()
	for name := range cases {
		if letter.FormOf(name) != form {
			continue
		}
		text, err := os.ReadFile(filepath.Join("testdata", "cases", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
}

// holds fails when what was read of a text cannot be: lines outside it, a measure
// twice or without status, a word that the text has not, and a letter without an
// error in which a line with a status or a heading gave no measure.
func holds(t *testing.T, text string, form letter.Form) {
	lines := 1 + strings.Count(text, "\n")
	seen := map[string]bool{}
	got, violations := letter.Read("l", []byte(text), letter.Guide{Form: form, Statuses: statuses})
	end := 0
	for _, m := range got {
		if m.Line < end || m.LineEnd < m.Line || m.LineEnd > lines || seen[m.ID()] || m.Title == "" || m.Status == "" {
			t.Fatalf("of %d lines: %+v", lines, m)
		}
		seen[m.ID()], end = true, m.LineEnd
	}
	refused := false
	for i, v := range violations {
		if v.Line < 1 || v.Line > lines || v.Rule == "" || i > 0 && v.Line < violations[i-1].Line {
			t.Fatalf("of %d lines: %+v", lines, v)
		}
		refused = refused || v.Severity == contract.Error
	}
	if refused {
		return
	}
	shown := text
	if form == letter.HTML {
		shown = textOf(text)
	}
	loseNothing(t, shown, got)
	addNothing(t, shown, got)
}

var (
	statusLine  = regexp.MustCompile(`(?m)^[\t ]*Status: *(?:afgerond|deels afgerond|lopend)[\t ]*$`)
	headingLine = regexp.MustCompile(`(?m)^[\t ]*[A-Z][a-z]+ \([1-9]\d?\)[\t ]*$`)
)

// loseNothing fails when a letter that was read without an error has more lines with
// a status or a heading than measures.
func loseNothing(t *testing.T, text string, got []letter.Measure) {
	t.Helper()
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if n := len(statusLine.FindAllString(text, -1)); n > len(got) {
		t.Fatalf("%d statuses, %d measures", n, len(got))
	}
	if n := len(headingLine.FindAllString(text, -1)); n > len(got) {
		t.Fatalf("%d headings, %d measures", n, len(got))
	}
}

// addNothing fails when a measure has letters or digits that do not follow each
// other in the text like that, save for the hyphens and spaces between them.
func addNothing(t *testing.T, text string, got []letter.Measure) {
	t.Helper()
	known := map[string]bool{}
	for _, w := range wordsOf(text) {
		known[w] = true
	}
	all := strings.Join(wordsOf(text), "")
	for _, m := range got {
		for _, part := range []string{m.Title, m.Narrative, m.StatusText} {
			for _, w := range wordsOf(part) {
				if !known[w] && !strings.Contains(all, w) {
					t.Fatalf("%q is not of the text", w)
				}
			}
		}
	}
}

// wordsOf are the runs of letters and digits of a text, in their plainest form.
func wordsOf(text string) []string {
	text = strings.ReplaceAll(norm.NFKC.String(strings.ReplaceAll(text, "\u00ad", "")), "™", "TM")
	return strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) })
}

// textOf is the text of a page, each text node on a line of its own.
func textOf(page string) string {
	var b strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(page))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		name := ""
		if kind == html.StartTagToken {
			raw, _ := tokens.TagName()
			name = string(raw)
		}
		if name == "script" || name == "style" || name == "title" {
			tokens.Next()
			continue
		}
		if kind == html.TextToken {
			b.WriteString(tokens.Token().Data)
			continue
		}
		b.WriteString("\u00ad")
	}
	return b.String()
}
