package site

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"jaarcijfers/charts"
	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/messages"
)

// written writes the site for an input and returns its files.
func written(t *testing.T, in Input) map[string][]byte {
	t.Helper()
	folder := t.TempDir()
	if err := Write(t.Context(), OpenFolder(t, folder), in, loaded(t), testAssets()); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[name], err = os.ReadFile(filepath.Join(folder, name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// pageNames are the pages among the files, in order.
func pageNames(files map[string][]byte) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(files)), func(n string) bool { return path.Ext(n) != ".html" })
}

// elements are all elements of a page in document order.
func elements(t *testing.T, page []byte) []*html.Node {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			all = append(all, n)
		}
	}
	return all
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func TestWriteWritesEveryPageInBothLanguages(t *testing.T) {
	files := written(t, testInput())
	want := []string{
		"toegankelijkheid.html", "en/accessibility.html", "privacy.html", "en/privacy.html",
		"artikel-en-grond.html", "bronnen-en-methode.html", "database.html", "wijzigingen.html", "en/changes.html",
		"en/article-and-ground.html", "en/chain.html", "en/database.html", "en/hate-crime.html", "en/index.html",
		"en/measures-board.html", "en/report.html", "en/search.html", "maatregelenbord.html", "rapport.html", "zoeken.html",
		"en/inflow.html", "en/measures.html", "en/sources-and-method.html",
		"hate-crime.html", "index.html", "instroom.html", "keten.html", "maatregelen.html",
		"antisemitisme.html", "en/antisemitism.html", "en/lgbti.html", "lhbti.html",
	}
	for _, c := range testInput().Charts {
		want = append(want, chartBase(c)+".frame.html", chartBase(c)+".html")
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, pageNames(files)); diff != "" {
		t.Errorf("pages (-want +have):\n%s", diff)
	}
	for _, name := range []string{"assets/style.css", "assets/site.js", "assets/echarts.js", "assets/echarts-LICENSE.txt", "charts/chain.en.csv", "charts/rate.nl.svg", "charts/rate.nl.js"} {
		if len(files[name]) == 0 {
			t.Errorf("%s is not written", name)
		}
	}
}

// sites are reports without an extract, with one, and with one that a program
// made up.
func sites(t *testing.T) map[string]map[string][]byte {
	t.Helper()
	return map[string]map[string][]byte{"published": written(t, testInput()), "extract": extractFiles(t, false), "synthetic": extractFiles(t, true)}
}

func TestPagesAreSound(t *testing.T) {
	for kind, files := range sites(t) {
		t.Run(kind, func(t *testing.T) { pagesAreSound(t, files) })
	}
}

func pagesAreSound(t *testing.T, files map[string][]byte) {
	t.Helper()
	for _, name := range pageNames(files) {
		t.Run(name, func(t *testing.T) {
			ids, h1, level, csp := map[string]bool{}, 0, 0, false
			policy := ""
			for _, n := range elements(t, files[name]) {
				if id := attribute(n, "id"); id != "" {
					if ids[id] {
						t.Errorf("id %q stands twice", id)
					}
					ids[id] = true
				}
				if l := strings.Index("h1h2h3h4h5h6", n.Data); len(n.Data) == 2 && l >= 0 {
					if l = l/2 + 1; l > level+1 {
						t.Errorf("heading %q skips a level", textOf(n))
					} else if l == 1 {
						h1++
					}
					level = l
				}
				words := n.Data == "script" && attribute(n, "type") == "application/json" && json.Valid([]byte(textOf(n))) // of a chart; nothing that runs
				if attribute(n, "http-equiv") == "Content-Security-Policy" {
					policy = attribute(n, "content")
				}
				carried := n.FirstChild != nil && strings.Contains(policy, n.Data+"-src 'self' "+hashSource([]byte(n.FirstChild.Data))) // let in by its hash
				if !carried && (n.Data == "script" && !words && (attribute(n, "src") == "" || n.FirstChild != nil) || n.Data == "style" && !strings.Contains(name, "rapport") && !strings.Contains(name, "report")) {
					t.Errorf("inline %s", n.Data)
				}
				for _, a := range n.Attr {
					if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.Contains(a.Val, "ZgotmplZ") { // html/template took it for an unsafe address
						t.Errorf("%s has attribute %s=%q", n.Data, a.Key, a.Val)
					}
				}
				csp = csp || attribute(n, "http-equiv") == "Content-Security-Policy" && strings.HasPrefix(attribute(n, "content"), "default-src 'none';")
			}
			if h1 != 1 {
				t.Errorf("%d h1 elements, want 1", h1)
			}
			if !csp {
				t.Error("no Content-Security-Policy")
			}
		})
	}
}

func TestLinksResolve(t *testing.T) {
	for kind, files := range sites(t) {
		t.Run(kind, func(t *testing.T) { linksResolve(t, files) })
	}
}

func linksResolve(t *testing.T, files map[string][]byte) {
	t.Helper()
	ids := map[string]map[string]bool{}
	for _, name := range pageNames(files) {
		ids[name] = map[string]bool{}
		for _, n := range elements(t, files[name]) {
			ids[name][attribute(n, "id")] = true
		}
	}
	// Files that others write into the release.
	others := []string{"jaarcijfers.duckdb", "manifest.json", "data/mart_inflow_by_year.csv"}
	for _, m := range marking.All() {
		others = append(others, m.Named("data")+"/datapackage.json")
	}
	for _, name := range pageNames(files) {
		for _, n := range elements(t, files[name]) {
			for _, key := range []string{"href", "src", "data-options", "data-library"} {
				target := attribute(n, key)
				if target == "" {
					continue
				}
				u, err := url.Parse(target)
				if err != nil {
					t.Fatal(err)
				}
				if u.Scheme != "" || u.Host != "" {
					if n.Data != "a" || attribute(n, "rel") != "noreferrer" || u.Scheme != "http" && u.Scheme != "https" {
						t.Errorf("%s: %s leads outside: %s", name, n.Data, target)
					}
					continue
				}
				file := name
				if u.Path != "" {
					file = path.Join(path.Dir(name), u.Path)
				}
				if _, ok := files[file]; !ok && !slices.Contains(others, file) {
					t.Errorf("%s: link to %s, which is not there", name, target)
				} else if u.Fragment != "" && !ids[file][u.Fragment] {
					t.Errorf("%s: link to %s, which has no such anchor", name, target)
				}
			}
		}
	}
	for page, anchor := range map[string]string{"maatregelen": "maatregel-29", "en/measures": "measure-34"} {
		if !ids[page+".html"][anchor] && !ids[page+"-intern.html"][anchor] && !ids[page+"-internal.html"][anchor] {
			t.Errorf("%s has no #%s", page, anchor)
		}
	}
}

func TestPagesNameTheirLanguages(t *testing.T) {
	files := written(t, testInput())
	plan, err := newPlan(testInput(), loaded(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range plan.pages {
		for _, lang := range messages.Languages {
			var have []string
			for _, n := range elements(t, files[p.path(lang)]) {
				if n.Data == "html" && attribute(n, "lang") != lang {
					t.Errorf("%s: lang is %q", p.path(lang), attribute(n, "lang"))
				}
				if n.Data == "link" && attribute(n, "rel") == "alternate" && attribute(n, "type") == "" {
					have = append(have, attribute(n, "hreflang")+" "+path.Join(path.Dir(p.path(lang)), attribute(n, "href")))
				}
			}
			if diff := cmp.Diff([]string{"nl " + p.path("nl"), "en " + p.path("en")}, have); diff != "" {
				t.Errorf("%s: alternates (-want +have):\n%s", p.path(lang), diff)
			}
		}
	}
}

// Where each year of the inflow comes from stands on its page.
func TestTheInflowSaysWhereEachYearComesFrom(t *testing.T) {
	have := rowsUnder(t, written(t, testInput())["instroom.html"], "Bij het OM ingeschreven discriminatiefeiten, per jaar")
	for i := range have {
		have[i] = strings.Join(strings.Fields(have[i]), " ")
	}
	// Figures: data/figures/observations.csv; 343: ODIHR.
	want := []string{
		"Jaar | specifiek en codis samen | specifieke discriminatiefeiten | codis-feiten | Bron | Ook gepubliceerd",
		"2024 | 683 | 160 | 523 | [1] |", "2023 | 535 | 211 | 324 | [2] |", "2022 | 417 | 144 | 273 | [3] |",
		"2021 | 485 | 157 | 328 | [4] |", "2020 | 409 | 157 | 252 | [5] |",
		"2019 | 344d (volgt uit de tekst van de publicatie) | 123 | 221d (berekend in dit rapport) | [5] [6] | 343 [a]",
		"2018 | [x]niet beschikbaar | [x]niet beschikbaar | [x]niet beschikbaar | |",
		"2017 | [x]niet beschikbaar | 144 | [x]niet beschikbaar | [7] |", "2016 | [x]niet beschikbaar | 163 | [x]niet beschikbaar | [4] |",
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("table (-want +have):\n%s", diff)
	}
}

// The sentences of a key figure stand beside it, without its value, which stands
// there already.
func TestKeyFiguresBearTheirSentences(t *testing.T) {
	in := testInput()
	in.Told = append(in.Told, testTold(in.Key)...)
	in.Events = map[string]plot.Event{"football": {ID: "football", SeriesID: "om_specific_offence", TimePeriod: "2023", Happened: two("Veel voetbalzaken (fictief).", "Many football cases (synthetic)."), Publication: "om_sdib2023_fok", Label: two("voetbalzaken (fictief)", "football cases (synthetic)"), Value: val(60), Unit: "count", Included: true}}
	files := written(t, in)
	for page, want := range map[string][]string{
		"en/inflow.html": {
			"That is 148 more than in 2023 (535; +28%), and the rise is larger than chance alone would explain if offences are independent.",
			"Of which 60 football cases (synthetic). That is 51 fewer than in 2023 (211; −24%).",
			"That is 199 more than in 2023 (324; +61%), and the rise is larger than chance alone would explain if offences are independent.",
		},
		"en/index.html": {"No figure for the year before", "Not comparable with the years before"},
	} {
		if diff := cmp.Diff(want, ofClass(t, files[page], "change")); diff != "" {
			t.Errorf("changes on %s (-want +have):\n%s", page, diff)
		}
	}
}

// The board is the measures at a glance, so it says of them what their page says.
func TestTheBoardHasTheSentencesOfTheMeasures(t *testing.T) {
	in := testInput()
	in.Told = []Statement{{Key: "highest", Theme: charts.PageMeasures, Arguments: map[string]any{"year": "2024", "first_year": "2017"}}}
	files := written(t, in)
	const want = "figure since 2017"
	for _, name := range []string{"en/measures.html", "en/measures-board.html"} {
		if !strings.Contains(string(files[name]), want) {
			t.Errorf("%s lacks %q", name, want)
		}
	}
}

func TestHostileTextStaysText(t *testing.T) {
	const hostile = `</script><img src=x onerror=alert(1)>`
	in := testInput()
	in.Measure[0].Title, in.Measure[0].Narrative = hostile, hostile
	in.Sources[0].Title, in.Sources[0].URL = hostile, "javascript:alert(1)"
	in.Codes["body"]["OM"] = two(hostile, hostile)
	in.Tables[0].Columns[0].Name = hostile
	in.Charts[0].Title, in.Charts[0].Alt, in.Charts[0].Table.Rows[0].Heading = hostile, hostile, hostile
	files := written(t, in)
	for _, name := range pageNames(files) {
		for _, n := range elements(t, files[name]) {
			if n.Data == "img" || strings.HasPrefix(attribute(n, "href"), "javascript:") {
				t.Errorf("%s: hostile text became %s", name, n.Data)
			}
		}
	}
	script := string(files["charts/inflow_by_year.nl.js"])
	if strings.ContainsAny(script, "<>\u2028") {
		t.Errorf("options script holds characters that can end it: %s", script)
	}
	if !strings.HasPrefix(script, `jaarcijfersChart("inflow_by_year", {`) {
		t.Errorf("options script begins with %.60s", script)
	}
}

func TestEveryChartSaysHowToCiteIt(t *testing.T) {
	page := string(written(t, testInput())["en/inflow.html"])
	want := "edition 2026.1 (23 November 2026), “Hoeveel discriminatiefeiten kwamen bij het OM binnen? (inflow_by_year)”, charts/inflow_by_year.en.html"
	if !strings.Contains(page, want) {
		t.Errorf("page does not say %q", want)
	}
}

func TestDrawingThatBreaksThePolicyIsRefused(t *testing.T) {
	for _, drawing := range []string{`<svg><script>x</script></svg>`, `<svg style="fill:red"></svg>`, `<svg onload="x"></svg>`, `<svg><g
ONCLICK = "x"></g></svg>`, `<svg><path d="M0 0"	Style="x"/></svg>`, `<svg><IMAGE/></svg>`, `<svg><use href="#a"></use></svg>`, `<?xml version="1.0"?><svg></svg>`} {
		in := testInput()
		in.Charts[0].SVG = []byte(drawing)
		if err := Write(t.Context(), OpenFolder(t, t.TempDir()), in, loaded(t), testAssets()); err == nil || !strings.Contains(err.Error(), "inflow_by_year") {
			t.Errorf("drawing %s: error %v", drawing, err)
		}
	}
}

func TestSameInputGivesSameBytes(t *testing.T) {
	if diff := cmp.Diff(written(t, testInput()), written(t, testInput())); diff != "" {
		t.Errorf("two runs differ:\n%s", diff)
	}
}

func TestWriteNamesEverythingThatIsMissing(t *testing.T) {
	in := testInput()
	in.Codes["rank"]["primary"] = two("primair", "")
	in.Measure[0].Status = "forgotten"
	err := Write(t.Context(), OpenFolder(t, t.TempDir()), in, loaded(t), testAssets())
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"en/sources-and-method.html", `"primary"`, "maatregelen.html", `"forgotten"`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error does not name %s:\n%v", want, err)
		}
	}
}

func TestMissingWordsFailAndNameThePage(t *testing.T) {
	in := testInput()
	in.Measure[0].Theme = "chain" // that page has no words for a measure
	err := Write(t.Context(), OpenFolder(t, t.TempDir()), in, loaded(t), testAssets())
	for _, want := range []string{"keten.html", "en/chain.html", `no key "site.page.chain.measure"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error does not name %s:\n%v", want, err)
		}
	}
}

func TestChartMissingInOneLanguageFails(t *testing.T) {
	in := testInput()
	in.Charts = in.Charts[1:]
	err := Write(t.Context(), OpenFolder(t, t.TempDir()), in, loaded(t), testAssets())
	if err == nil || !strings.Contains(err.Error(), "inflow_by_year") {
		t.Errorf("error %v", err)
	}
}

func TestWriteStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Write(ctx, OpenFolder(t, t.TempDir()), testInput(), loaded(t), testAssets()); err == nil {
		t.Error("no error")
	}
}

func TestStartPageIsSmall(t *testing.T) {
	files := written(t, testInput())
	var packed bytes.Buffer
	for _, name := range []string{"index.html", "assets/style.css", "assets/site.js"} {
		z := gzip.NewWriter(&packed)
		if _, err := z.Write(files[name]); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("start page: %d bytes", packed.Len())
	if packed.Len() > 60<<10 {
		t.Errorf("start page needs %d bytes, budget is %d", packed.Len(), 60<<10)
	}
}
