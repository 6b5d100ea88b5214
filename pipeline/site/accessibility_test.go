package site

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/messages"
)

// wcag are the success criteria of WCAG 2.2, https://www.w3.org/TR/WCAG22/, of level A
// and of level AA. 4.1.1 was taken out in that version.
var wcag = map[string]string{
	"A": "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 " +
		"2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2",
	"AA": "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3",
}

const accessibilityFile = "definitions/accessibility.csv"

func TestEveryCriterionIsAnsweredOnce(t *testing.T) {
	want := map[string]string{}
	for level, ids := range wcag {
		for id := range strings.FieldsSeq(ids) {
			want[id] = level
		}
	}
	if len(want) != 55 { // as many as WCAG 2.2 has of level A and AA
		t.Fatalf("the list has %d criteria", len(want))
	}
	have, levels := map[string]string{}, column(t, accessibilityFile, "level")
	for i, id := range column(t, accessibilityFile, "criterion") {
		if have[id] != "" {
			t.Errorf("%s stands there twice", id)
		}
		have[id] = levels[i]
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("criteria (-WCAG +data):\n%s", diff)
	}
}

func TestTheTestsThatCriteriaNameExist(t *testing.T) {
	declared := map[string]bool{}
	name := regexp.MustCompile(`(?m)^func (Test\w+)\(t \*testing\.T\)`)
	err := fs.WalkDir(os.DirFS("../.."), ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, "_test.go") {
			if err == nil && d.IsDir() && d.Name() == "node_modules" {
				return fs.SkipDir
			}
			return err
		}
		text, err := os.ReadFile(path.Join("../..", file))
		for _, found := range name.FindAllSubmatch(text, -1) {
			declared[string(found[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	named, ids := 0, column(t, accessibilityFile, "criterion")
	for i, tests := range column(t, accessibilityFile, "tests") {
		for test := range strings.FieldsSeq(tests) {
			if named++; !declared[test] {
				t.Errorf("%s: no test %s", ids[i], test)
			}
		}
	}
	if named == 0 {
		t.Error("no test is named")
	}
}

// testCriteria are one of each outcome. They are made up.
func testCriteria() []Criterion {
	return []Criterion{
		{ID: "1.1.1", Level: "A", Clause: "9.1.1.1", Name: two("Niet-tekstuele content", "Non-text Content"), Outcome: "no_failure", Tried: "test", Tests: []string{"TestA"}, On: "2026-11-20", Remark: two("", "")},
		{ID: "1.4.5", Level: "AA", Clause: "9.1.4.5", Name: two("Afbeeldingen van tekst", "Images of Text"), Outcome: "failure", Tried: "hand", On: "2026-11-21", Remark: two("Eén beeld.", "One image.")},
		{ID: "2.5.7", Level: "AA", Name: two("Sleepbewegingen", "Dragging Movements"), Outcome: "not_tried", Tried: "none", Remark: two("", "")},
		{ID: "4.1.2", Level: "A", Clause: "9.4.1.2", Name: two("Naam, rol, waarde", "Name, Role, Value"), Outcome: "not_applicable", Tried: "both", Tests: []string{"TestA", "TestB"}, On: "2026-11-19", Remark: two("", "")},
	}
}

func TestTheStatementSaysWhatWasFoundAndWhatWasNotTried(t *testing.T) {
	in := testInput()
	in.Criteria = testCriteria()
	in.Publisher, in.Contact = Party{Name: "Het Bureau", Page: "https://bureau.example.org"}, Party{Name: "De Balie", Email: "balie@bureau.example.org"}
	files := written(t, in)
	page := files["toegankelijkheid.html"]
	if diff := cmp.Diff([]string{
		"Criterium | Niveau | EN 301 549 | Uitkomst | Hoe en wanneer",
		"1.1.1 Niet-tekstuele content | A | 9.1.1.1 | Geen fout gevonden | Automatische test, 20 november 2026 TestA",
		"1.4.5 Afbeeldingen van tekst | AA | 9.1.4.5 | Fout bekend. Eén beeld. | Met de hand, 21 november 2026",
	}, rowsUnder(t, page, "Principe 1: waarneembaar")); diff != "" {
		t.Errorf("table (-want +have):\n%s", diff)
	}
	for _, words := range []string{"Op 21 november 2026 stond het zo met de 4 criteria", "1 nog niet geprobeerd", "<li>2.5.7 Sleepbewegingen</li>", `href="https://bureau.example.org"`, `<a href="mailto:balie@bureau.example.org">`} {
		if !strings.Contains(string(page), words) {
			t.Errorf("the statement does not say %q", words)
		}
	}
	if bare := written(t, testInput()); !strings.Contains(string(bare["en/accessibility.html"]), "This edition has no data on accessibility.") || !strings.Contains(string(bare["privacy.html"]), "Deze uitgave noemt geen contact.") {
		t.Error("without data the pages do not say so")
	}
}

// What no page has, no reader can fail on. The search field leads to the page of the
// release that holds the list, and sends nothing anywhere.
func TestPagesHaveNoSoundVideoTimerOrForm(t *testing.T) {
	files := written(t, testInput())
	asks := []string{"search", "radio", "checkbox", "range"} // what changes the page itself
	for _, name := range pageNames(files) {
		for _, n := range elements(t, files[name]) {
			if slices.Contains([]string{"audio", "video", "track", "object", "embed", "iframe", "textarea", "marquee", "blink"}, n.Data) {
				t.Errorf("%s has an element %s", name, n.Data)
			}
			if n.Data == "form" && (attribute(n, "role") != "search" || attribute(n, "method") == "post" || strings.Contains(attribute(n, "action"), ":")) {
				t.Errorf("%s has a form that is not of the search", name)
			}
			if n.Data == "input" && !slices.Contains(asks, attribute(n, "type")) {
				t.Errorf("%s asks for a %s", name, attribute(n, "type"))
			}
			if attribute(n, "accesskey") != "" || attribute(n, "http-equiv") == "refresh" {
				t.Errorf("%s: %s takes a key, or the page away", name, n.Data)
			}
		}
	}
	unwanted(t, files, ".js", "devicemotion", "deviceorientation", "setInterval", "location.reload")
}

// unwanted looks for words in the files of ours that have an ending.
func unwanted(t *testing.T, files map[string][]byte, ending string, words ...string) {
	t.Helper()
	looked := 0
	for name, text := range files {
		if path.Ext(name) != ending || strings.Contains(name, "echarts") {
			continue
		}
		looked++
		for _, word := range words {
			if strings.Contains(string(text), word) {
				t.Errorf("%s has %q", name, word)
			}
		}
	}
	if looked == 0 {
		t.Errorf("no files %s", ending)
	}
}

// The privacy page promises it.
func TestNothingIsKeptOrSent(t *testing.T) {
	unwanted(t, written(t, testInput()), ".js", "cookie", "localStorage", "sessionStorage", "indexedDB", "caches.", "fetch(", "XMLHttpRequest", "sendBeacon", "WebSocket", "EventSource")
}

func TestNothingLiesOverThePage(t *testing.T) {
	unwanted(t, written(t, testInput()), ".css", "position: fixed", "position: sticky", "position:fixed", "position:sticky")
}

// A reader who speaks to the page says the words that are seen, without the brackets of
// a reference.
func TestNamesHoldTheWordsThatAreSeen(t *testing.T) {
	files, named := written(t, testInput()), 0
	for _, name := range pageNames(files) {
		for _, n := range elements(t, files[name]) {
			label, seen := attribute(n, "aria-label"), strings.Trim(textOf(n), "[]")
			if !slices.Contains([]string{"a", "button", "summary"}, n.Data) || label == "" || seen == "" {
				continue
			}
			if named++; !strings.Contains(strings.ToLower(label), strings.ToLower(seen)) {
				t.Errorf("%s: %q is called %q", name, seen, label)
			}
		}
	}
	t.Logf("%d names", named)
}

func TestMenuAndFooterAreTheSameOnEveryPage(t *testing.T) {
	files := written(t, testInput())
	plan, err := newPlan(testInput(), loaded(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range messages.Languages {
		var first []string
		for _, p := range plan.pages {
			var have []string
			for _, n := range elements(t, files[p.path(lang)]) {
				if n.Data != "nav" && n.Data != "footer" || attribute(n, "class") == "languages" || !strings.HasPrefix(attribute(n, "class"), "site-") {
					continue
				}
				for d := range n.Descendants() {
					if d.Data == "a" {
						have = append(have, textOf(d))
					}
				}
			}
			if first == nil {
				first = have
			}
			if diff := cmp.Diff(first, have); diff != "" || len(have) < 5 {
				t.Errorf("%s has other links, or in another order:\n%s", p.path(lang), diff)
			}
		}
	}
}
