package letter_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/source/letter"
)

// told is a letter as one line a measure and one line a violation.
func told(text string, form letter.Form, lines ...letter.Lines) []string {
	measures, violations := letter.Read("l", []byte(text), letter.Guide{Form: form, Statuses: statuses, Lines: lines})
	var all []string
	for _, m := range measures {
		all = append(all, strings.Join([]string{m.ID(), m.Title, m.Narrative, m.StatusText}, " | "))
	}
	for _, v := range violations {
		all = append(all, fmt.Sprintf("%s %d %s: %s", v.Severity, v.Line, v.Rule, v.Value))
	}
	return all
}

const (
	third = "Maatregel 4: Voorlichting op school\n\nDe lessen zijn gegeven.\n\n%s\n\nSpreekuur (12)\n\nHet spreekuur is open.\n\nStatus: afgerond\n"
	after = "12 | Spreekuur | Het spreekuur is open. | afgerond"
)

func TestReadTakesLayoutsThatLettersHave(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"full stop", fmt.Sprintf(third, "Status: lopend."), []string{"4 | Voorlichting op school | De lessen zijn gegeven. | lopend.", after}},
		{"dash", fmt.Sprintf(third, "status - lopend"), []string{"4 | Voorlichting op school | De lessen zijn gegeven. | lopend", after}},
		{"stand", fmt.Sprintf(third, "Stand van zaken: lopend"), []string{"4 | Voorlichting op school | De lessen zijn gegeven. | lopend", after}},
		{"on the next line", fmt.Sprintf(third, "Status:\nlopend"), []string{"4 | Voorlichting op school | De lessen zijn gegeven. | lopend", after}},
		{"in the next paragraph", fmt.Sprintf(third, "Status:\n\nlopend"), []string{"4 | Voorlichting op school | De lessen zijn gegeven. | lopend", after}},
		{"without a colon, on the next line", fmt.Sprintf(third, "Status\nlopend"), []string{"4 | Voorlichting op school | De lessen zijn gegeven. | lopend", after}},
		{"over two lines", fmt.Sprintf(third, "Status: deels\nafgerond"), []string{"4 | Voorlichting op school | De lessen zijn gegeven. | deels afgerond", after}},
		{"broken word", fmt.Sprintf(third, "Status: deels af-\ngerond"), []string{"4 | Voorlichting op school | De lessen zijn gegeven. | deels afgerond", after}},
		{
			"all in one paragraph", "Maatregel 3: Meldpunt\nStand van zaken: Het meldpunt is ingericht.\nStatus: lopend\n",
			[]string{"3 | Meldpunt | Stand van zaken: Het meldpunt is ingericht. | lopend"},
		},
		{"all on one line", "Maatregel 3: Meldpunt. Stand van zaken: afgerond\n", []string{"3 | Meldpunt |  | afgerond"}},
		{
			"no empty lines", "Meldpunt (3)\nHet meldpunt is er.\nStatus: lopend\nSpreekuur (12)\nHet spreekuur is open.\nStatus: afgerond\n",
			[]string{"3 | Meldpunt | Het meldpunt is er. | lopend", after},
		},
		{
			"parts of a measure", "Scholing wijk (12a)\n\nGegeven.\n\nStatus: afgerond\n\nScholing stad (12 B)\n\nNog niet.\n\nStatus: lopend\n",
			[]string{"12a | Scholing wijk | Gegeven. | afgerond", "12b | Scholing stad | Nog niet. | lopend"},
		},
		{"abbreviation in a title", "Spreekuur i.s.m. wijk (12)\n\nOpen.\n\nStatus: lopend\n", []string{"12 | Spreekuur i.s.m. wijk | Open. | lopend"}},
		{"ligature and loose accent", "Spreekuur (12)\n\nO\ufb03cie\u0308le opening.\n\nStatus: lopend\n", []string{"12 | Spreekuur | Officiële opening. | lopend"}},
		{
			"hyphen of a word that stands elsewhere", "Spreekuur (12)\n\nTegen discrimina-\ntie. Discriminatie mag niet.\n\nStatus: lopend\n",
			[]string{"12 | Spreekuur | Tegen discriminatie. Discriminatie mag niet. | lopend"},
		},
		{
			"hyphen of a word that stands nowhere", "Spreekuur (12)\n\nTegen discrimina-\ntie.\n\nStatus: lopend\n",
			[]string{"12 | Spreekuur | Tegen discrimina-tie. | lopend", "warning 3 letter_hyphen: discrimina-tie"},
		},
		{
			"heads and numbers of pages", "Spreekuur (12)\n\nHet spreekuur is\n\n1\n\n\f\nMinisterie van Sport\nDatum 3 mei 2021\nPagina 2 van 9\n\nalle dagen open.\n\nStatus: lopend\n",
			[]string{"12 | Spreekuur | Het spreekuur is alle dagen open. | lopend"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, told(tt.text, letter.Text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What looks like a heading or a status and cannot be read as one takes no status
// and gives none: it is an error with its line.
func TestReadRefusesWhatCouldBeMeantOtherwise(t *testing.T) {
	open := func(middle string) string {
		return "Brief.\n\nVoorlichting (4)\n\nGegeven.\n\n" + middle + "\n\nTekst van de ander.\n\nStatus: afgerond\n"
	}
	heading := func(text string) []string {
		return []string{"error 3 status_missing: 4 Voorlichting", "error 7 heading_unclear: " + text}
	}
	for _, text := range []string{
		"Spreekuur (7, 8)", "Spreekuur (7 en 8)", "Spreekuur (7-9)", "Spreekuur (7 t/m 9)", "Spreekuur (maatregel 7)", "Spreekuur (nr. 7)",
		"Spreekuur (2019)", "Spreekuur (2019-2022)", "Spreekuur (VII)", "Spreekuur [7]", "Spreekuur (7abc)", "Spreekuur (7):", "Spreekuur (7).",
		"3.2 Spreekuur (7)", "7. Spreekuur", "7 Spreekuur", "(7) Spreekuur", "Maatregel 7", "Maatregelen 7 en 8: Spreekuur", "Actie 7: Spreekuur",
		"e-Spreekuur (7)", "Spreekuur. Voor jongeren (7)", "Maatregel 7: Spreekuur (8)",
	} {
		t.Run(text, func(t *testing.T) {
			if diff := cmp.Diff(heading(text), told(open(text), letter.Text)); diff != "" {
				t.Error(diff)
			}
		})
	}
	for _, tt := range []struct{ text, want string }{
		{"Voortgang: lopend", "error 7 status_unclear: Voortgang: lopend"},
		{"Status lopend", "error 7 status_unclear: Status lopend"},
		{"lopend", "error 7 status_unclear: lopend"},
		{"Spreekuur (lopend)", "error 7 status_unclear: Spreekuur (lopend)"},
		{"Status: lopend\nen deels afgerond", "error 8 text_after_status: en deels afgerond"},
		{"Status: lopend en afgerond", "error 7 status_unknown: lopend en afgerond"},
		{"Stand: gereed", "error 7 status_unknown: gereed"},
		{"Stand van zaken: afgerond, al moet er nog veel gebeuren", "error 7 status_unknown: afgerond, al moet er nog veel gebeuren"},
	} {
		t.Run(tt.text, func(t *testing.T) {
			got := told("Voorlichting (4)\n\nGegeven.\n\nSpreekuur (12)\n\n"+tt.text+"\n", letter.Text)
			if !strings.Contains(strings.Join(got, "\n"), tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			for _, line := range got {
				if strings.HasPrefix(line, "4 |") || strings.HasPrefix(line, "12 |") {
					t.Errorf("took a status: %q", line)
				}
			}
		})
	}
}

// A first measure in a shape that is not known is not the introduction.
func TestReadRefusesAFirstMeasureInAnotherShape(t *testing.T) {
	for _, heading := range []string{"Voorlichting 4", "7. Voorlichting", "Voorlichting (4) – vervolg", "Maatregel IV: Voorlichting", "Voorlichting (2019)", "[4] Voorlichting"} {
		got := told("Brief.\n\n"+heading+"\n\nGegeven.\n\nSpreekuur (12)\n\nOpen.\n\nStatus: lopend\n", letter.Text)
		if diff := cmp.Diff([]string{"12 | Spreekuur | Open. | lopend", "error 3 heading_unclear: " + heading}, got); diff != "" {
			t.Error(diff)
		}
	}
	want := []string{"12 | Spreekuur | Open. | lopend", "error 3 heading_unclear: Voorlichting (4, 5)"}
	got := told("Brief.\n\nVoorlichting (4, 5)\n\nGegeven.\n\nStatus: afgerond\n\nSpreekuur (12)\n\nOpen.\n\nStatus: lopend\n", letter.Text)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadTakesLinesAsTheyWereDeclared(t *testing.T) {
	const text = "Plan (2019-2022)\n\nSpreekuur (12)\n\nHet spreekuur is\nPagina 2 van 3\nalle dagen open.\n\nStatus: lopend\n\nVoorlichting (4, 5)\n\nGegeven.\n\nStatus: lopend\n"
	want := []string{"12 | Spreekuur | Het spreekuur is alle dagen open. | lopend"}
	got := told(text, letter.Text, letter.Lines{First: 1, Last: 1, As: letter.AsText}, letter.Lines{First: 6, Last: 6, As: letter.LeftOut}, letter.Lines{First: 11, Last: 15, As: letter.LeftOut})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	got = told(text, letter.Text, letter.Lines{First: 90, Last: 95, As: letter.LeftOut})
	if len(got) == 0 || !strings.Contains(strings.Join(got, "\n"), "error 1 letter_lines_unused: 90-95") {
		t.Errorf("got %q", got)
	}
}

func TestReadChangesNothingOfAPageUnseen(t *testing.T) {
	const page = "<h2>Spreekuur (4)</h2>%s<p>Status: lopend</p>"
	for _, tt := range []struct {
		name, middle string
		want         []string
	}{
		{"superscript", "<p>Op 10<sup>2</sup> m<sup>2</sup> en CO<sub>2</sub>.</p>", []string{"4 | Spreekuur | Op 10² m² en CO₂. | lopend"}},
		{"deleted", "<p><del>Geen</del><ins>Alle</ins> dagen.</p>", []string{"4 | Spreekuur | Alle dagen. | lopend", "error 1 letter_hidden: Geen"}},
		{"hidden", `<p hidden>concept</p><p style="display: none">ook</p><p>Open.</p>`, []string{"4 | Spreekuur | Open. | lopend", "error 1 letter_hidden: concept", "error 1 letter_hidden: ook"}},
		{"heading without a number", "<h2>Voorlichting</h2><p>Open.</p>", []string{"error 1 heading_unclear: Voorlichting", "error 1 status_missing: 4 Spreekuur"}},
		{"footnote nobody refers to", `<p>Open.</p><div class="voetnoot">1 Zie de wet.</div>`, []string{"4 | Spreekuur | Open. | lopend", "error 1 letter_note_unclear: 1 Zie de wet."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, told(fmt.Sprintf(page, tt.middle), letter.HTML)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadKeepsFootnotesApartFromTheText(t *testing.T) {
	const text = "Spreekuur (4)1\n\n%s\n\nOpen.\n\nStatus: lopend\n\n1 Zie het plan.\n"
	for _, tt := range []struct {
		name, middle string
		want         []string
	}{
		{"a date is no footnote", "1 juli 2021 is het convenant getekend.", []string{"4 | Spreekuur | 1 juli 2021 is het convenant getekend.\n\nOpen. | lopend"}},
		{"a sentence that could be one", "1 Team is gestart.", []string{"4 | Spreekuur | Open. | lopend", "error 3 letter_note_unclear: 1 Team is gestart."}},
		{"a number that is not of a page", "Het waren er\n\n\n\n412\n\n\n", []string{"4 | Spreekuur | Het waren er\n\n412\n\nOpen. | lopend", "error 7 letter_page_number: 412"}},
		{"a head in a sentence", "Het is\nPagina 2 van 3\nopen.", []string{"4 | Spreekuur | Het is Pagina 2 van 3 open.\n\nOpen. | lopend", "error 4 letter_page_head: Pagina 2 van 3"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, told(fmt.Sprintf(text, tt.middle), letter.Text)); diff != "" {
				t.Error(diff)
			}
		})
	}
	if diff := cmp.Diff([]string{"4 | Spreekuur | Open. | lopend", "error 1 letter_note_missing: 2"}, told("Spreekuur (4)2\n\nOpen.\n\nStatus: lopend\n", letter.Text)); diff != "" {
		t.Error(diff)
	}
}

func TestReadNamesAnotherEncodingOnce(t *testing.T) {
	const plain = "Spreekuur (4)\n\nGeüpdatet.\n\nStatus: lopend\n"
	units := func(order string, big bool) string {
		var b strings.Builder
		b.WriteString(order)
		for _, u := range utf16.Encode([]rune(plain)) {
			if big {
				b.Write([]byte{byte(u >> 8), byte(u)})
			} else {
				b.Write([]byte{byte(u), byte(u >> 8)})
			}
		}
		return b.String()
	}
	for _, tt := range []struct{ name, text, want string }{
		{"UTF-16 with its mark", units("\xff\xfe", false), "error 1 letter_encoding_other: UTF-16"},
		{"UTF-16, big end first", units("\xfe\xff", true), "error 1 letter_encoding_other: UTF-16"},
		{"UTF-16 without a mark", units("", false), "error 1 letter_encoding_other: UTF-16"},
		{"read wrongly before", strings.Replace(plain, "ü", "Ã¼", 1), "error 3 letter_mojibake: Ã¼"},
		{"direction turned", strings.Replace(plain, "Ge", "\u202eGe", 1), "error 3 letter_encoding: U+202E"},
		{"Windows-1252", strings.Replace(plain, "ü", "\xfc", 1), "error 3 letter_encoding: 0xFC"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff([]string{tt.want}, told(tt.text, letter.Text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
