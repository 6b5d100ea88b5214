package site

import (
	"bytes"
	"encoding/csv"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"

	"jaarcijfers/charts/plot"
	"jaarcijfers/pipeline/marking"
	"jaarcijfers/pipeline/messages"
)

// rowsUnder are the rows of the table that a caption names, whatever it bears, with a
// bar between their cells.
func rowsUnder(t *testing.T, page []byte, caption string) []string {
	t.Helper()
	var rows []string
	for _, n := range elements(t, page) {
		title := ""
		if n.Data == "caption" {
			title = textOf(n)
		}
		if title != caption && !strings.HasPrefix(title, caption+" (") {
			continue
		}
		for d := range n.Parent.Descendants() {
			if d.Data != "tr" {
				continue
			}
			var cells []string
			for cell := range d.ChildNodes() {
				if cell.Type == html.ElementNode {
					cells = append(cells, textOf(cell))
				}
			}
			rows = append(rows, strings.Join(cells, " | "))
		}
	}
	return rows
}

func TestTheExtractHasAPageOnlyWhenThereIsOne(t *testing.T) {
	with, without := extractFiles(t, false), written(t, testInput())
	for _, name := range []string{"extractie-intern.html", "en/extract-internal.html"} {
		if with[name] == nil || without[name] != nil {
			t.Errorf("%s is there %v with an extract, %v without", name, with[name] != nil, without[name] != nil)
		}
		if !bytes.Contains(with[path.Dir(name)+"/index.html"], []byte(`href="`+path.Base(name)+`"`)) && !bytes.Contains(with["index.html"], []byte(`href="`+name+`"`)) {
			t.Errorf("no page leads to %s", name)
		}
	}
	for _, name := range pageNames(without) {
		if bytes.Contains(without[name], []byte("extractie-intern.html")) || bytes.Contains(without[name], []byte("extract.html")) {
			t.Errorf("%s leads to the page of an extract that is not there", name)
		}
	}
}

// A page of charts that has none, and nothing else, is left out.
func TestAPageWithoutContentIsLeftOut(t *testing.T) {
	in := testInput()
	in.Charts = slices.DeleteFunc(in.Charts, func(c plot.Chart) bool { return pageOfChart(c.ID) == "article_ground" })
	files := written(t, in)
	if files["artikel-en-grond.html"] != nil || bytes.Contains(files["index.html"], []byte("artikel-en-grond.html")) {
		t.Error("an empty page is there, or in the menu")
	}
	if files["instroom.html"] == nil {
		t.Error("a page with charts is not there")
	}
}

func TestTheExtractIsToldInTables(t *testing.T) {
	const withheld = "[c]vertrouwelijk"
	page := extractFiles(t, false)["extractie-intern.html"]
	for caption, want := range map[string][]string{
		// 541 is 6 more than the 535 that the OM published: 1,1 per cent.
		"Gepubliceerd en geteld in de extractie, per jaar": {
			"Jaar | Gepubliceerd | Extractie (intern) | Verschil | Afgewezen rijen | Reden", "Codis-feiten in een extractie",
			"2024 | 523 | " + withheld + " | " + withheld + " |  | niet verklaard", "Specifieke discriminatiefeiten in een extractie",
			"2024 | 160s (geheel of voor een deel uit de pers, een overgenomen persbericht of een andere bron over de instantie) | 158 | −2 (−1%) |  | niet verklaard", "Discriminatiefeiten in een extractie, totaal",
			"2023 | 535 | 541 | +6 (+1%) | 9 | late registratie. Feiten die na de publicatie zijn ingeschreven.",
		},
		"Verandering van jaar op jaar": {
			"Jaren | Alle feiten | Buiten clusters | Aantal clusters | Meer dan toeval?", "Discriminatiefeiten in een extractie, totaal",
			"2023 en 2024 | 541 →naar 690 | 415 →naar 660 | 5 →naar 6 | Meer dan het jaar ervoor, en meer dan toeval verklaart.",
			"2022 en 2023 | 420 →naar 541 | 410 →naar 415 | " + withheld + " →naar 5 | Het verschil kan toeval zijn.",
		},
		"Correcties die zijn gedaan voor het tellen": {
			"Tabel en kolom | Soort reden | Aantal",
			"offences.office | andere of betere bron | " + withheld,
			"offences.office | alle redenen samen | " + withheld,
			"offences.place | tikfout | 6",
			"offences.place | verkeerde zaak of verkeerd feit | 7",
			"offences.place | alle redenen samen | 13",
		},
		"Afgewezen rijen per regel en jaar": {
			"Tabel | Jaar | Regel | Afgewezen | Van | Grens | Binnen de grens",
			"feiten | 2024 | alle regels, elke rij één keer | 9 | 690 | 1% | nee",
			"feiten | 2024 | een waarde ontbreekt | " + withheld + " | 690 | 1% | ja",
			"gronden | onbekend | a_rule_without_words | 8 | 812 | 0,5% | nee",
		},
	} {
		if diff := cmp.Diff(want, rowsUnder(t, page, caption)); diff != "" {
			t.Errorf("%s (-want +have):\n%s", caption, diff)
		}
	}
	tables := rowsUnder(t, page, "Tabellen van de extractie")
	if len(tables) != 6 || tables[1] != "feiten | 700 | 0" {
		t.Errorf("tables are %q", tables)
	}
	// Rows of all files: 700 + 600 + 500 + 400 + 300; rejects 0 + 9 + 18 + 27 + 36.
	if !bytes.Contains(page, []byte("Gelezen tabellen: 5. Gelezen rijen, afgerond op tientallen: 2.500; daarvan afgewezen: 90.")) {
		t.Error("the page does not say how much was read")
	}
}

// The counts come first, then what they are of; how much was read stands with the
// tables that were read.
func TestTheExtractOpensWithWhatItsCountsBear(t *testing.T) {
	in := ExtractInput(t, true)
	in.Told = append(in.Told, Statement{Key: "extract_inflow", Theme: "extract", Group: "extract_1", Arguments: map[string]any{"year": "2024", "value": 690.0}, Synthetic: true})
	page := string(written(t, in)["en/extract-synthetic.html"])
	last := 0
	for _, want := range []string{
		"Synthetic, made up by a program: In 2024, according to the extract, 690 offences came in.", "counted in an extract of made-up rows", "<figure", "About the extract</h2>",
		"Tables read</h2>", "Rows read, rounded to tens:",
	} {
		at := strings.Index(page, want)
		if at < last {
			t.Errorf("%q is at %d, after what should follow it at %d", want, at, last)
		}
		last = max(at, last)
	}
}

// Nothing is added to what is withheld.
func TestTheSumOfRejectedRowsIsWithheldWithAPartOfIt(t *testing.T) {
	in := ExtractInput(t, false)
	in.Extract.Tables[1].Rejected = nil
	page := string(written(t, in)["en/extract-internal.html"])
	if !strings.Contains(page, "Rows read, rounded to tens: 2,500; of these rejected: [c].") {
		t.Error("the page tells how many rows were rejected, of which a part is withheld")
	}
}

func TestNothingWasCorrectedOrRejected(t *testing.T) {
	in := ExtractInput(t, false)
	in.Extract.Corrections, in.Extract.Rejects = nil, nil
	page := string(written(t, in)["en/extract-internal.html"])
	for _, want := range []string{"Nothing was corrected in this extract.", "No rows were rejected."} {
		if !strings.Contains(page, want) {
			t.Errorf("page does not say %q", want)
		}
	}
}

// A table of differences that may not be shown is no reason to show the rest
// wrong: an unknown series names its place.
func TestATableNamesWhatItDoesNotKnow(t *testing.T) {
	in := ExtractInput(t, false)
	in.Extract.Changes[0].SeriesID = "forgotten"
	err := Write(t.Context(), OpenFolder(t, t.TempDir()), in, loaded(t), testAssets())
	if err == nil || !strings.Contains(err.Error(), `change of forgotten in 2023: series "forgotten" is not described`) {
		t.Errorf("error %v", err)
	}
}

func TestTheReturnStandsOnThePageAndInFiles(t *testing.T) {
	in := ExtractInput(t, false)
	files := written(t, in)
	page := files["en/hate-crime-internal.html"]
	// Published: ODIHR, of 2021 to 2023. The others are the fixture's own.
	want := []string{
		"Year | Police, published | Prosecuted, published | Prosecuted, extract (internal) | Sentenced, extract (internal)",
		"2025 | [x]not available | [x]not available | 811 | 811", "2024 | [x]not available | [x]not available | 774 | 774",
		"2023 | 2,500 | 97 | 737 | 737", "2022 | 2,476 | 81b (time series break) | 700 | 700", "2021 | 2,417 | 485 | [x]not available | [x]not available",
	}
	if diff := cmp.Diff(want, rowsUnder(t, page, "Return to ODIHR, totals by year")); diff != "" {
		t.Errorf("totals (-want +have):\n%s", diff)
	}
	year := rowsUnder(t, page, "Return to ODIHR for 2022, by bias motivation and type of crime")
	// 700 for the first, a third, a ninth and so on; the last has 4, which is withheld.
	withheld := "[c]confidential"
	for i, row := range map[int]string{
		0: "What | Police, published | Prosecuted, published | Prosecuted, extract (internal) | Sentenced, extract (internal)", 1: "total | 2,476 | 81b (time series break) | 700 | 700", 2: "bias motivation (ODIHR)",
		3: "racism and xenophobia | [x]not available | [x]not available | 700 | 700", 12: "another motivation | [x]not available | [x]not available | " + withheld + " | " + withheld,
		13: "crime type", 14: "threats | [x]not available | [x]not available | 700 | 700",
	} {
		if len(year) != 18 || year[i] != row {
			t.Errorf("row %d of %d is not %q: %q", i, len(year), row, year)
		}
	}
	for _, text := range []string{
		"from 2022 only what falls within the OSCE definition of hate crime counts. Up to 2021 the return counted something else, and not the same each year",
		"Do not add the motivations.", `href="../odihr/return-internal.en.csv"`, `href="../odihr/return-internal.en.xlsx"`,
	} {
		if !bytes.Contains(page, []byte(text)) {
			t.Errorf("the page does not say %q", text)
		}
	}
	records, err := csv.NewReader(bytes.NewReader(files["odihr/return-internal.en.csv"])).ReadAll()
	if err != nil || len(records) != len(in.Return)+1 {
		t.Fatalf("the CSV has %d lines for %d figures, %v", len(records), len(in.Return), err)
	}
	if diff := cmp.Diff([]string{"2022", "prosecuted", "published", "odihr_prosecuted", "offence", "disposal", "prosecuted", "prosecuted", "81", "count", "B", "F", "false", "odihr_prosecuted_2022", "false", "false", "primary", "odihr_nl_main", "extract_2025-11-01.odihr_prosecuted.total"}, records[4]); diff != "" {
		t.Error(diff)
	}
	book, err := excelize.OpenReader(bytes.NewReader(files["odihr/return-intern.nl.xlsx"]))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	notes, err := book.GetRows("toelichting")
	if err != nil || len(notes) < 6 || notes[0][0] != "De opgave aan ODIHR (intern)" || !slices.ContainsFunc(notes, func(r []string) bool { return len(r) > 0 && strings.HasPrefix(r[0], "Bij vervolgd telt vanaf 2022") }) {
		t.Errorf("notes are %q, %v", notes, err)
	}
	if figures, err := book.GetRows("cijfers"); err != nil || len(figures) != len(records) || figures[4][8] != "81" {
		t.Errorf("figures are %d rows, %v", len(figures), err)
	}
}

// Two figures for one place are an error: neither may hide the other.
func TestTwoFiguresForOnePlaceOfTheReturnAreRefused(t *testing.T) {
	in := ExtractInput(t, false)
	in.Return = append(in.Return, in.Return[0])
	err := Write(t.Context(), OpenFolder(t, t.TempDir()), in, loaded(t), testAssets())
	if err == nil || !strings.Contains(err.Error(), "return of 2021: 2 figures for police, published") {
		t.Errorf("error %v", err)
	}
}

func TestRulesHaveAColumnForTheirCircumstance(t *testing.T) {
	page := extractFiles(t, false)["hate-crime-intern.html"]
	want := []string{"Artikel | Omstandigheid | Klasse | Grondslag | Geldt | Waarom", "groepsbelediging (137c Sr) | online en niet online | hate speech | afgeleid | vanaf 2021 | Afgeleid.", "bedreiging (285 Sr) | online | niet beslist | geen bron | vanaf 2021 | Geen bron zegt het."}
	if diff := cmp.Diff(want, rowsUnder(t, page, "Indeling per artikel")); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsSyntheticSaysSoAndNothingElseDoes(t *testing.T) {
	files := extractFiles(t, true)
	banner, beside := []byte(`class="banner"`), []byte(`class="beside"`)
	for _, name := range pageNames(files) {
		says := strings.Contains(name, "-fictief") || strings.Contains(name, "-synthetic")
		if bytes.Contains(files[name], banner) != says {
			t.Errorf("%s: its name says synthetic %v, its banner %v", name, says, bytes.Contains(files[name], banner))
		}
		if frame := strings.HasSuffix(name, frameEnding); bytes.Contains(files[name], beside) != (!says && !frame) {
			t.Errorf("%s: it is told of synthetic figures elsewhere: %v", name, bytes.Contains(files[name], beside))
		}
		if english := strings.HasPrefix(name, "en/") || strings.Contains(name, ".en."); says && english == strings.Contains(name, "-fictief") {
			t.Errorf("%s: its name says so in the wrong language", name)
		}
	}
	for _, name := range []string{
		"extractie-fictief.html", "hate-crime-fictief.html", "rapport-fictief.html", "en/extract-synthetic.html", "en/hate-crime-synthetic.html", "en/report-synthetic.html",
		"odihr/return-fictief.nl.csv", "odihr/return-synthetic.en.xlsx", "charts/extract_article-fictief.nl.svg", "charts/extract_article-synthetic.en.svg", "charts/chain.nl.svg", "instroom.html",
	} {
		if files[name] == nil {
			t.Errorf("%s is not there", name)
		}
	}
	for _, n := range elements(t, files["index.html"]) {
		if attribute(n, "class") == "beside" && textOf(n) != "Deze uitgave bevat ook fictieve cijfers; op deze pagina staan er geen. Fictief is wat staat op: Hate crime en hate speech (met fictieve cijfers), Extractie uit het zaaksysteem van het OM (met fictieve cijfers)." {
			t.Errorf("the start page says %q", textOf(n))
		}
	}
	// What it is counted in is no case system.
	for name, want := range map[string]string{"extractie-fictief.html": "en niet in het zaaksysteem van het OM", "en/extract-synthetic.html": "and not in the case system of the OM"} {
		if !bytes.Contains(files[name], []byte(want)) {
			t.Errorf("%s does not say %q", name, want)
		}
	}
	// Every table of the page, every line of the search page, and the sources.
	for _, n := range elements(t, files["extractie-fictief.html"]) {
		if n.Data == "caption" && textOf(n) != "De reeksen op deze pagina" && !strings.Contains(textOf(n), "fictie") {
			t.Errorf("table %q does not say that it is synthetic", textOf(n))
		}
	}
	for _, n := range elements(t, files["en/search.html"]) {
		if n.Data == "a" && n.Parent.Data == "li" && attribute(n.Parent.Parent.Parent, "class") == "found" && strings.Contains(attribute(n, "href"), "synthetic") && !strings.Contains(textOf(n), "synthetic") {
			t.Errorf("the search page does not say that %q is synthetic", textOf(n))
		}
	}
	if !bytes.Contains(files["bronnen-en-methode.html"], []byte("1 november 2025</cite> <strong>(fictief)</strong>")) {
		t.Error("the list of sources does not say that the extract is synthetic")
	}
}

// A sentence that rests on made-up figures says so, and so does its page.
func TestASentenceOfSyntheticFiguresSaysSo(t *testing.T) {
	in := testInput()
	in.Told = []Statement{{Key: "highest", Theme: "chain", Arguments: map[string]any{"year": "2024", "first_year": "2013"}, Synthetic: true}}
	files := written(t, in)
	for name, want := range map[string]string{"keten-fictief.html": "Fictief, door een programma verzonnen: Het totaal van 2024", "en/chain-synthetic.html": "Synthetic, made up by a program: The total of 2024"} {
		if !bytes.Contains(files[name], []byte(want)) || !bytes.Contains(files[name], []byte(`class="banner"`)) {
			t.Errorf("%s does not say %q under a banner", name, want)
		}
	}
	if bytes.Contains(files["index.html"], []byte(`class="banner"`)) {
		t.Error("a page without the sentence is called synthetic")
	}
}

func TestARealExtractIsNotCalledSynthetic(t *testing.T) {
	files := extractFiles(t, false)
	for _, name := range pageNames(files) {
		if strings.HasPrefix(path.Base(name), "database-") {
			continue // it says what the column is that would mark such figures
		}
		text := bytes.ToLower(files[name])
		if bytes.Contains(text, []byte("fictief")) || bytes.Contains(text, []byte("fictieve")) || bytes.Contains(text, []byte("made up")) {
			t.Errorf("%s speaks of synthetic figures", name)
		}
	}
}

// Addresses in the other language name the file of that language.
func TestSyntheticPagesNameEachOther(t *testing.T) {
	page := string(extractFiles(t, true)["extractie-fictief.html"])
	for _, want := range []string{`hreflang="en" href="en/extract-synthetic.html"`, `data-png="extract_article-fictief.nl-2026.1.png"`, `href="rapport-fictief.html"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestFindDocument(t *testing.T) {
	for _, synthetic := range []bool{false, true} {
		folder := t.TempDir()
		if err := Write(t.Context(), OpenFolder(t, folder), ExtractInput(t, synthetic), loaded(t), testAssets()); err != nil {
			t.Fatal(err)
		}
		for _, lang := range messages.Languages {
			found, err := FindDocument(os.DirFS(folder), lang)
			want, errNamed := marking.OfExtract(synthetic).NamedIn(loaded(t)[lang], DocumentPath(lang))
			if err != nil || errNamed != nil || found != want {
				t.Errorf("synthetic %v: found %q, not %q, %v, %v", synthetic, found, want, err, errNamed)
			}
		}
	}
	if _, err := FindDocument(fstest.MapFS{}, "nl"); err == nil {
		t.Error("found a document in an empty folder")
	}
}

// What was counted in a real extract stays inside, whichever page of it one has.
func TestEveryPageOfARealExtractSaysInternal(t *testing.T) {
	says := func(text []byte) bool {
		return bytes.Contains(text, []byte("<strong>Intern.</strong>")) || bytes.Contains(text, []byte("<strong>Internal.</strong>"))
	}
	for name, text := range extractFiles(t, false) {
		if strings.HasSuffix(name, ".html") && !says(text) {
			t.Errorf("%s does not say that it is internal", name)
		}
	}
	for name, text := range extractFiles(t, true) {
		if says(text) {
			t.Errorf("%s of a made-up extract says that it is internal", name)
		}
	}
}
