package site

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"jaarcijfers/charts/plot"
)

// ofClass are the texts of the elements of a page that bear a class.
func ofClass(t *testing.T, page []byte, class string) []string {
	t.Helper()
	var all []string
	for _, n := range elements(t, page) {
		if slices.Contains(strings.Fields(attribute(n, "class")), class) {
			all = append(all, textOf(n))
		}
	}
	return all
}

// labelled is the first element of a page with that name for a screen reader.
func labelled(t *testing.T, page []byte, name string) *html.Node {
	t.Helper()
	for _, n := range elements(t, page) {
		if attribute(n, "aria-label") == name {
			return n
		}
	}
	return nil
}

// pressInput is testInput with ranks: of the 20 figures of the inflow one is from
// the press; the key figures are three of the 20 and two more, one from a press
// release taken over.
func pressInput() Input {
	in := testInput()
	for i := range in.Inflow {
		in.Inflow[i].SourceRank, in.Inflow[i].SourceKind = "primary", "official"
		if in.Inflow[i].TimePeriod == "2016" {
			in.Inflow[i].SourceRank, in.Inflow[i].SourceKind = "secondary", "secondary"
		}
	}
	for i := range in.Key {
		in.Key[i].SourceRank, in.Key[i].SourceKind = "primary", "official"
	}
	last := &in.Key[len(in.Key)-1]
	last.SourceRank, last.SourceKind = "reprint", "reprint"
	return in
}

// The publisher "OpenRijk / OM" reads as the OM itself: the source of the heading's
// figure says what it is unless it is primary.
func TestStartSaysWhatTheSourceOfItsHeadingIs(t *testing.T) {
	for rank, want := range map[string][2]string{
		"primary":   {"Bron van 683: Open Rijk, 24 juni 2025", "Source of 683: Open Rijk, 24 June 2025"},
		"reprint":   {"Bron van 683: Open Rijk, 24 juni 2025 (overgenomen of vertaald persbericht)", "Source of 683: Open Rijk, 24 June 2025 (press release, taken over or translated)"},
		"secondary": {"Bron van 683: Open Rijk, 24 juni 2025 (pers of anderen)", "Source of 683: Open Rijk, 24 June 2025 (press or others)"},
	} {
		in := testInput()
		in.Codes["rank"]["reprint"] = plot.Label{"nl": "overgenomen", "en": "taken over"}
		for i := range in.Sources {
			if in.Sources[i].ID == "om_sdib2024_openrijk" {
				in.Sources[i].Rank = rank
			}
		}
		p := in.Publications["om_sdib2024_openrijk"]
		p.Rank = rank
		in.Publications["om_sdib2024_openrijk"] = p
		files := written(t, in)
		for i, name := range []string{"index.html", "en/index.html"} {
			if sources := ofClass(t, files[name], "source"); len(sources) == 0 || sources[0] != want[i] {
				t.Errorf("%s, rank %s, names its source %q, want %q", name, rank, sources, want[i])
			}
		}
	}
}

// Space that a stylesheet takes out of the flow is lost to a screen reader, so the
// words of a mark and the year stand behind a space that is kept.
func TestValueMarkAndYearAreSpokenApart(t *testing.T) {
	page := written(t, pressInput())["index.html"]
	for _, n := range elements(t, page) {
		if attribute(n, "class") != "value" {
			continue
		}
		var b strings.Builder
		for d := range n.Descendants() {
			if d.Type == html.TextNode && d.Parent.Data != "abbr" {
				b.WriteString(d.Data)
			}
		}
		if text := b.String(); !strings.Contains(text, "(") || !strings.Contains(text, "\u00a0(") || !strings.Contains(text, "),\u00a0 20") {
			t.Errorf("a tile is spoken as %q", text)
		}
	}
}

func TestStartCountsAndMarksFiguresFromThePress(t *testing.T) {
	page := written(t, pressInput())["index.html"]
	// By hand: two tiles, one of them from a press release taken over; its chart counts none here.
	want := []string{"Van de 2 cijfers op deze pagina rusten er 1 op de pers of anderen (s)."}
	if diff := cmp.Diff(want, ofClass(t, page, "source-count")); diff != "" {
		t.Errorf("count of the start page (-want +have):\n%s", diff)
	}
	if figures := ofClass(t, page, "figure"); !slices.Contains(figures, "~2.500 (afgerond)s ("+pressWords+")") {
		t.Errorf("no tile marks its figure: %q", figures)
	}
	if more := ofClass(t, page, "more"); !slices.Contains(more, "Betekenis van s, b, ~") {
		t.Errorf("the start page does not lead to what the marks mean: %q", more)
	}
}

const pressWords = "geheel of voor een deel uit de pers, een overgenomen persbericht of een andere bron over de instantie"

func TestTheInflowCountsAndMarksFiguresFromThePress(t *testing.T) {
	in := pressInput()
	page := written(t, in)["instroom.html"]
	// By hand: 4 + 1 + 5 × 3 rows, one of them from the press.
	if have := len(in.Inflow); have != 20 {
		t.Fatalf("the inflow has %d rows; count again", have)
	}
	want := []string{"Van de 20 cijfers op deze pagina komen er 19 uit een stuk aan de Kamer of van de overheid, onderzoekers of een andere instantie en 1 uit de pers of van anderen (s)."}
	if diff := cmp.Diff(want, ofClass(t, page, "source-count")); diff != "" {
		t.Errorf("count of the inflow (-want +have):\n%s", diff)
	}
	if rows := rowsUnder(t, page, "Bij het OM ingeschreven discriminatiefeiten, per jaar"); !slices.ContainsFunc(rows, func(r string) bool { return strings.Contains(r, "163s ("+pressWords+")") }) {
		t.Errorf("the table does not mark the figure of 2016: %q", rows)
	}
	explained := 0
	for _, marks := range ofClass(t, page, "marks") {
		explained += strings.Count(marks, "s"+pressWords)
	}
	if explained != 1 {
		t.Errorf("mark s is explained %d times, want once under the table", explained)
	}
}

func TestAPageCountsTheFiguresOfItsChartsOnce(t *testing.T) {
	in := testInput()
	in.Inflow = nil // the table of the inflow counts too
	for i, c := range in.Charts {
		if pageOfChart(c.ID) == "hate_crime" { // its charts share their second figure
			in.Charts[i].Published = []plot.Published{{Key: c.ID, Kind: "secondary"}, {Key: "shared", Kind: "own"}}
		}
	}
	files := written(t, in)
	want := []string{"Of the 3 figures on this page there are 1 from the body itself and 2 from the press or others (s)."}
	if diff := cmp.Diff(want, ofClass(t, files["en/hate-crime.html"], "source-count")); diff != "" {
		t.Errorf("count of the page (-want +have):\n%s", diff)
	}
	if have := ofClass(t, files["en/measures.html"], "source-count"); have != nil {
		t.Errorf("a page without published figures counts %q", have)
	}
}

func TestMarksThatStandTogetherAreExplainedOneByOne(t *testing.T) {
	in := testInput()
	for i := range in.Charts {
		cell := &in.Charts[i].Table.Rows[1].Cells[0]
		cell.Mark, cell.Detail, cell.Each = "d, s", "afgeleid; pers", []plot.Mark{{Sign: "d", Words: "afgeleid"}, {Sign: "s", Words: "pers"}}
	}
	marks := ofClass(t, written(t, in)["instroom.html"], "marks")
	const want = "dafgeleid: volgt uit de tekst van de bron of is hier berekend sgeheel of voor een deel uit de pers, een overgenomen persbericht of een andere bron over de instantie [x]niet beschikbaar"
	if len(marks) == 0 || marks[0] != want {
		t.Errorf("marks are explained as %q, want %q", marks, want)
	}
}

func TestSentencesFromThePressSaySo(t *testing.T) {
	arguments := map[string]any{"year": "2024", "value": 683.0, "first_year": "2017"}
	own := Statement{Key: "highest", Theme: "inflow", Arguments: arguments}
	press, invented := own, own
	press.Secondary = true
	invented.Secondary, invented.Synthetic = true, true
	const one = " Source, in whole or in part: the press, a press release taken over or others."
	const explained = "(s): this sentence rests in whole or in part on the press, a press release taken over or others."
	const all = "All these sentences rest in whole or in part on the press, a press release taken over or others."
	for _, tt := range []struct {
		name                string
		told                []Statement
		each, marks, at, of int // said with a sentence, marked, explained once behind the list, said once of all
	}{
		{"one of two", []Statement{own, press}, 1, 0, 0, 0},
		{"alone", []Statement{press}, 1, 0, 0, 0},
		{"all", []Statement{press, press, press}, 0, 0, 0, 1},
		{"all but one", []Statement{press, press, own}, 0, 2, 1, 0},
		{"a synthetic one among them", []Statement{press, invented}, 1, 0, 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := testInput()
			in.Told = tt.told
			files := written(t, in)
			page := slices.Concat(files["en/inflow.html"], files["en/inflow-synthetic.html"])
			for text, want := range map[string]int{one: tt.each, " (s)</li>": tt.marks, explained: tt.at, all: tt.of} {
				if have := bytes.Count(page, []byte(text)); have != want {
					t.Errorf("%q stands %d times, want %d", text, have, want)
				}
			}
		})
	}
}

func TestACardSaysWhoCountedWhatABodyOnlyPublishes(t *testing.T) {
	files := written(t, testInput())
	for name, want := range map[string][]string{
		"index.html":     {"Geteld door: Politie; opgegeven aan en gepubliceerd door ODIHR (OVSE)"},
		"instroom.html":  {"Geteld door: Openbaar Ministerie (OM)"},
		"en/index.html":  {"Counted by: Police; reported to and published by ODIHR (OSCE)"},
		"en/inflow.html": {"Counted by: Public Prosecution Service (OM)"},
	} {
		by := ofClass(t, files[name], "by")
		for _, text := range want {
			if !slices.Contains(by, text) {
				t.Errorf("no card of %s says %q: %q", name, text, by)
			}
		}
	}
}

func TestStartSaysFirstWhatItsFiguresAreNot(t *testing.T) {
	in := testInput()
	in.Told = []Statement{{Key: "highest", Theme: "inflow", Arguments: map[string]any{"year": "2024", "first_year": "2017"}}}
	files := written(t, in)
	for name, want := range map[string]string{
		"index.html":    "Lees dit eerst. De cijfers tellen wat instanties hebben geregistreerd, en niet wat er is gebeurd. Een stijging of daling zegt dus niet of er meer of minder discriminatie is. Eén op de tien meldt het ergens. Bron: Politie, april 2020, over 2024 (lees de bron)",
		"en/index.html": "Read this first. The figures count what bodies registered, not what happened. So a rise or fall need not mean more or less discrimination. One in ten reports it anywhere. Source: Politie, April 2020, on 2024 (read the source)",
	} {
		var first *html.Node
		for _, n := range elements(t, files[name]) {
			if n.Data == "aside" || n.Data == "section" || n.Data == "figure" {
				first = n
				break
			}
		}
		if first == nil || textOf(first) != want {
			t.Errorf("%s begins with %q, want %q", name, textOf(first), want)
		}
	}
	if !bytes.Contains(files["index.html"], []byte(`href="https://example.org/nd2020"`)) {
		t.Error("the statement has no link to its source")
	}
}

func TestCautionsStandOnceWithTheFiguresTheyAreAbout(t *testing.T) {
	files := written(t, testInput())
	const label = "Hoe ver deze cijfers reiken"
	for name, want := range map[string]int{
		"keten.html": 1, "charts/chain.nl.html": 1, "charts/rate.nl.html": 1, // of the OM among others
		"hate-crime.html": 1, "charts/hate_crime.nl.html": 0, // not about ODIHR's figures
		"instroom.html": 0, "charts/chain.nl.frame.html": 0,
	} {
		have := 0
		for _, n := range elements(t, files[name]) {
			if attribute(n, "aria-label") == label {
				have++
			}
		}
		if have != want {
			t.Errorf("%s has %d cautions, want %d", name, have, want)
		}
	}
	if n := labelled(t, files["keten.html"], label); n == nil || textOf(n) != label+" Terughoudendheid is geboden. Bron: Nederlands Dagblad, 21 april 2021, over 2020 (lees de bron)" {
		t.Errorf("the caution reads %q", textOf(n))
	}
}

func TestTheMethodPageSaysWhoseFiguresTheyAreAndWhatWasNotRead(t *testing.T) {
	files := written(t, testInput())
	page := files["bronnen-en-methode.html"]
	for _, want := range []string{ // 7 + 5 + 7 = 19
		"Geen enkel rapport van het OM zelf kon worden gelezen. Van de 19 gekozen cijfers van het OM komen er 7 uit een stuk aan de Kamer of van de overheid, onderzoekers of een andere instantie, 5 uit een overgenomen of vertaald persbericht (s) en 7 uit de pers of van anderen (s).",
		`<a class="web" href="https://example.org/sdib2017" rel="noreferrer">Strafbare Discriminatie in Beeld 2017</a>`,
	} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("the method page lacks %q", want)
		}
	}
	if diff := cmp.Diff([]string{"Instantie | Gekozen | Van de instantie zelf | Opgegeven aan ODIHR | Kamer, overheid, onderzoekers, andere instantie | Overgenomen persbericht (s) | Pers of anderen (s)", "Openbaar Ministerie (OM) | 19 | 0 | 0 | 7 | 5 | 7", "Politie | 7 | 3 | 0 | 0 | 0 | 4"}, rowsUnder(t, page, "Gekozen cijfers per instantie, naar herkomst")); diff != "" {
		t.Errorf("table of origins (-want +have):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Source | What it holds | What could be seen of it", "Strafbare Discriminatie in Beeld 2017 | inflow by office | the opening only"}, rowsUnder(t, files["en/sources-and-method.html"], "Sources that were not read")); diff != "" {
		t.Errorf("table of unread sources (-want +have):\n%s", diff)
	}
	in := testInput()
	in.Origins[0].Own = 2
	if page := written(t, in)["bronnen-en-methode.html"]; !bytes.Contains(page, []byte("Van het OM zelf zijn 2 publicaties gelezen.")) || bytes.Contains(page, []byte("Geen enkel rapport")) {
		t.Error("with reports of the OM the page still says that none was read")
	}
}

func TestAPublishedFigureBesideAnExtractIsMarked(t *testing.T) {
	page := extractFiles(t, false)["en/extract-internal.html"]
	const want = "160s (in whole or in part from the press, a press release taken over or another source about the body)"
	if rows := rowsUnder(t, page, "Published and counted in the extract, by year"); !slices.ContainsFunc(rows, func(r string) bool { return strings.Contains(r, want) }) {
		t.Errorf("no row has %q: %q", want, rows)
	}
}

func TestTheSearchMarksAFigureFromThePress(t *testing.T) {
	in := testInput()
	for i := range in.Charts {
		in.Charts[i].Table.Rows[1].Cells[1].Each = []plot.Mark{{Sign: "s", Words: "pers"}}
	}
	if page := written(t, in)["zoeken.html"]; !bytes.Contains(page, []byte("2020: Totaal 409, Specifiek 160 (s).")) {
		t.Error("the list of figures has no mark")
	}
}
