package letter_test

import (
	"fmt"
	"html"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jaarcijfers/pipeline/source/letter"
)

const realLetter = "../../../data/letters/2020-06-voortgang-actieplan-veiligheid-lhbti-bijlage-3.txt"

var statuses = map[string]string{"afgerond": "completed", "deels afgerond": "partly_completed", "lopend": "ongoing"}

var asText = letter.Guide{Form: letter.Text, Statuses: statuses}

func realText(t testing.TB) []byte {
	t.Helper()
	text, err := os.ReadFile(realLetter)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// The titles and statuses as one reads them in the letter itself.
func TestReadFindsTheMeasuresOfTheRealLetter(t *testing.T) {
	measures, violations := letter.Read("letter.txt", realText(t), asText)
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	var got []string
	for _, m := range measures {
		got = append(got, fmt.Sprintf("%d %s: %s", m.Number, m.Title, m.StatusText))
	}
	want := []string{
		"3 Handelingskader Mannenontmoetingsplaatsen: afgerond",
		"5 Invoering werkwijze individuele beoordeling van de kwetsbaarheid van slachtoffers: deels afgerond",
		"8 Actualisering curriculum divers vakmanschap politie: lopend",
		"9 Ontwikkeling bondgenotenaanpak politie: lopend",
		"10 Monitoring discriminatiezaken: lopend",
		"13 Ondersteuning slachtoffers discriminatie: lopend",
		"16 Film professionele bejegening transgenderpersonen: deels afgerond",
		"19 Borgen programma “Kracht van het Verschil”: deels afgerond",
		"20 Verbetering afdoening meldingen van discriminatie: lopend",
		"23 Gedragsregels voor online daten: deels afgerond",
		"25 Roze in Blauw: afgerond",
		"27 Verbetering registratie: deels afgerond",
		"29 Jaarrapportage OM: afgerond",
		"30 Criteria aangifte online discriminatie: afgerond",
		"31 Expertbijeenkomst OM: lopend",
		"33 Onderzoek wettelijke strafverzwaringsgrond: deels afgerond",
		"34 Werkdefinities hate crime/hate speech: lopend",
		"36 Structurele uitbreiding LECD: afgerond",
		"38 Verhoging strafmaximum haatzaaien: afgerond",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Every word of the letter is in the introduction, a title, a narrative, a
// status or a footnote: nothing is lost and nothing is added.
func TestReadLosesNoWordOfTheRealLetter(t *testing.T) {
	measures, _ := letter.Read("letter.txt", realText(t), asText)
	var got strings.Builder
	footnotes := 0
	for _, m := range measures {
		got.WriteString(m.Title + "(" + fmt.Sprint(m.Number) + ")" + m.Narrative + "Status:" + m.StatusText)
		footnotes += len(m.Footnotes)
	}
	text := string(realText(t))
	text = text[strings.Index(text, "Handelingskader Mannen"):]
	text = strings.Replace(text, "(3)1", "(3)", 1)
	note := text[strings.Index(text, "1 Het nummer"):strings.Index(text, "Politie, OM en")]
	text = strings.Replace(text, note, "", 1)
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	if diff := cmp.Diff(squeeze(text), squeeze(got.String())); diff != "" {
		t.Error(diff)
	}
	if footnotes != 1 || squeeze("1"+measures[0].Footnotes[0]) != squeeze(note) {
		t.Errorf("footnotes %q, want %q", measures[0].Footnotes, note)
	}
}

func TestReadJoinsASentenceThatAPageParts(t *testing.T) {
	measures, _ := letter.Read("letter.txt", realText(t), asText)
	for _, m := range measures {
		if m.Number == 23 && !strings.Contains(m.Narrative, "is een handelingsperspectief opgesteld.") {
			t.Errorf("got %q", m.Narrative)
		}
	}
}

// page is the letter as an HTML page in the style of officielebekendmakingen.nl.
func page(measures []letter.Measure) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html>\n<html><head><title>Brief (99)</title><style>p { color: red }</style></head>\n<body>\n<h1>Brief</h1><p>Inleiding.</p>\n")
	for i, m := range measures {
		mark := ""
		if i == 0 {
			mark = `<sup class="noot"><a href="#n1">1</a></sup>`
		}
		fmt.Fprintf(&b, "<h3 class=\"tussenkop\">\n  %s (%d)%s</h3>\n", html.EscapeString(m.Title), m.Number, mark)
		for _, p := range strings.Split(m.Narrative, "\n\n") {
			fmt.Fprintf(&b, "<p class=\"al\">%s</p>\n", strings.Replace(html.EscapeString(p), " ", "\n   ", 3))
		}
		fmt.Fprintf(&b, "<p>Status:&nbsp;<em>%s</em></p><!-- Status: lopend -->\n", m.StatusText)
	}
	b.WriteString("<div class=\"noot\"><sup>1</sup><p>Het nummer verwijst naar de maatregel.</p></div><script>Status: afgerond</script></body></html>\n")
	return b.String()
}

func TestReadFindsTheSameInHTML(t *testing.T) {
	want, _ := letter.Read("letter.txt", realText(t), asText)
	text := page(want)
	got, violations := letter.Read("kst-30420-359.html", []byte(text), letter.Guide{Form: letter.FormOf("kst-30420-359.html"), Statuses: statuses})
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	lines := strings.Split(text, "\n")
	for i := range got {
		if line := lines[got[i].Line-1]; !strings.Contains(html.UnescapeString(line), got[i].Title) {
			t.Errorf("measure %d: line %d is %q", got[i].Number, got[i].Line, line)
		}
		got[i].Line, got[i].LineEnd, got[i].Footnotes = want[i].Line, want[i].LineEnd, want[i].Footnotes
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadSurvivesWhatLettersBring(t *testing.T) {
	const plain = "Inleiding.\n\nEen titel (29)\n\nEen zin die doorgaat.\n\nStatus: lopend\n"
	want := []letter.Measure{{Number: 29, Title: "Een titel", Narrative: "Een zin die doorgaat.", Status: "ongoing", StatusText: "lopend", Position: 1, Line: 3, LineEnd: 7}}
	for _, tt := range []struct{ name, text string }{
		{"as it is", plain},
		{"Windows line ends", strings.ReplaceAll(plain, "\n", "\r\n")},
		{"byte order mark", "\ufeff" + plain},
		{"soft line ends", strings.Replace(plain, "die doorgaat", "die\ndoorgaat", 1)},
		{"title on two lines", strings.Replace(plain, "Een titel", "Een\ntitel", 1)},
		{"number on a line of its own", strings.Replace(plain, "titel (29)", "titel\n(29)", 1)},
		{"number in a paragraph of its own", strings.Replace(plain, "titel (29)", "titel\n\n(29)", 1)},
		{"spaces that do not break", strings.Replace(plain, "titel (29)", "titel\u00a0(29)", 1)},
		{"soft hyphen at a line end", strings.Replace(plain, "doorgaat", "door\u00ad\ngaat", 1)},
		{"form feed within a sentence", strings.Replace(plain, "die doorgaat", "die\n\f\ndoorgaat", 1)},
		{"page number at a page end", strings.Replace(plain, "die doorgaat", "die\n\n\n\n2\n\fdoorgaat", 1)},
		{"running head", strings.Replace(plain, "die doorgaat", "die\n\fTweede Kamer, vergaderjaar 2019–2020, 30 420, nr. 359 2\n\ndoorgaat", 1)},
		{"status without an empty line before it", strings.Replace(plain, "doorgaat.\n\n", "doorgaat.\n", 1)},
		{"status on two lines", strings.Replace(plain, "Status: lopend", "Status:\nlopend", 1)},
		{"other case and a full stop", strings.Replace(plain, "Status: lopend", "STATUS : Lopend.", 1)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, violations := letter.Read("l.txt", []byte(tt.text), asText)
			if len(violations) > 0 || len(got) != 1 {
				t.Fatal(got, violations)
			}
			// Lines, and the status as printed, follow the text; the rest must not change.
			got[0].Line, got[0].LineEnd, got[0].StatusText = want[0].Line, want[0].LineEnd, want[0].StatusText
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadNamesWhatItCannotRead(t *testing.T) {
	const tail = "\nTekst.\n\nStatus: afgerond\n\n"
	for _, tt := range []struct {
		name, text string
		measures   int
		want       []string
	}{
		{"unknown status", "Een (1)\n\nTekst.\n\nStatus: loopend\n", 0, []string{"5 status_unknown loopend ?lopend"}},
		{"no status", "Een (1)\n\nTekst.\n\nTwee (2)\n" + tail, 1, []string{"1 status_missing 1 Een ?"}},
		{"no status at the end", "Een (1)\n" + tail + "Twee (2)\n\nTekst.\n", 1, []string{"7 status_missing 2 Twee ?"}},
		{"number twice", "Een (1)\n" + tail + "Weer (1)\n" + tail, 1, []string{"7 measure_twice 1 ?"}},
		{"number nought", "Een (0)\n" + tail, 0, []string{"1 measure_number 0 ?"}},
		{"no measure", "Een brief.\n", 0, []string{"1 measure_none  ?"}},
		{"status before any measure", "Brief.\n\nStatus: lopend\n\nEen (1)\n" + tail, 1, []string{"3 status_without_measure lopend ?"}},
		{"text after a status", "Een (1)\n" + tail + "Nog een zin.\n", 1, []string{"7 text_after_status Nog een zin. ?"}},
		{"not UTF-8", "Een (1)\n\nge\xfcpdatet\n", 0, []string{"3 letter_encoding 0xFC ?"}},
		{"several at once", "Een (1)\n\nTwee (2)\n\nStatus: weg\n\nDrie (3)\n" + tail, 1, []string{"1 status_missing 1 Een ?", "5 status_unknown weg ?"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			measures, violations := letter.Read("l.txt", []byte(tt.text), asText)
			var got []string
			for _, v := range violations {
				got = append(got, fmt.Sprintf("%d %s %s ?%s", v.Line, v.Rule, v.Value, v.Suggestion))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if len(measures) != tt.measures {
				t.Errorf("%d measures, want %d", len(measures), tt.measures)
			}
		})
	}
}

// A number in brackets within a sentence opens no measure.
func TestReadKeepsBracketsInANarrative(t *testing.T) {
	text := "Een (1)\n\nZie de wet van 2020, artikel 5, waarin staat hoe het moet. Dat is ook de bedoeling van artikel 6 van het verdrag, " +
		"zoals de minister in zijn brief van vorig jaar aan de Kamer heeft geschreven (12)\n\nStatus: lopend\n"
	measures, violations := letter.Read("l.txt", []byte(text), asText)
	if len(violations) > 0 || len(measures) != 1 || !strings.HasSuffix(measures[0].Narrative, "(12)") {
		t.Errorf("got %+v, %+v", measures, violations)
	}
}

func TestReadGivesBackAGeneratedLetter(t *testing.T) {
	words := []string{"afgerond", "deels afgerond", "lopend"}
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfNDistinct(rapid.IntRange(1, 99), 1, 8, rapid.ID[int]).Draw(t, "numbers")
		sentence := rapid.StringMatching(`[A-Z][a-z]{1,9}( [a-z]{1,9}){0,12}\.`)
		var want []letter.Measure
		var b strings.Builder
		b.WriteString("Inleiding.\n\n")
		for i, n := range numbers {
			m := letter.Measure{Number: n, Title: rapid.StringMatching(`[A-Z][a-z]{2,9}( [a-z]{1,9}){0,4}`).Draw(t, "title"), Position: i + 1}
			m.Narrative = strings.Join(rapid.SliceOfN(sentence, 1, 4).Draw(t, "narrative"), "\n\n")
			m.StatusText = rapid.SampledFrom(words).Draw(t, "status")
			m.Status = statuses[m.StatusText]
			fmt.Fprintf(&b, "%s (%d)\n\n%s\n\nStatus: %s\n\n \n\n", m.Title, m.Number, m.Narrative, m.StatusText)
			want = append(want, m)
		}
		got, violations := letter.Read("l.txt", []byte(b.String()), asText)
		if len(violations) > 0 {
			t.Fatal(violations)
		}
		for i := range got {
			got[i].Line, got[i].LineEnd = 0, 0
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	})
}
