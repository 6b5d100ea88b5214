package letter_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/source/letter"
)

const (
	parted = "Aanpak (4)1\n\nMet platforms is%soverlegd over snellere verwijdering van wat er staat.\n\nStatus: lopend\n\n1 Zie het plan.\n"
	whole  = "4 | Aanpak | Met platforms is overlegd over snellere verwijdering van wat er staat. | lopend"
)

func TestReadTakesOutWhatCertainlyIsOfThePage(t *testing.T) {
	for _, page := range []string{
		"\n\n\n\n2\n\n\n\n", "\n\f", "\n\n\n\nMinisterie van Justitie en Veiligheid\nDatum\n12 juni 2020\n\n", "\n\nPagina 2/9\n\n\f", "\n\nPagina 2 van 9\n\n",
		"\n\nTweede Kamer, vergaderjaar 2019–2020, 30 420, nr. 359\n\n", "\n\nTweede Kamer der Staten-Generaal | 2 |\n\nVergaderjaar 2024-2025 |\n\n",
		"\n\nPostbus 20301\n2500 EH Den Haag\nwww.rijksoverheid.nl/jenv\n\n\n\n",
	} {
		if diff := cmp.Diff([]string{whole}, told(strings.Replace(parted, "%s", page, 1), letter.Text)); diff != "" {
			t.Errorf("%q: %s", page, diff)
		}
	}
}

func TestReadAsksWhatCouldBeOfThePageOrOfTheText(t *testing.T) {
	for page, want := range map[string]string{
		"\n\n2\n\n": "letter_page_number", "\n2\n": "letter_page_head", "\n\n- 2 -\n\n": "letter_page_number", "\n\n\n\n14\n\n\n\n": "letter_page_number",
		"\nPagina 2\n": "letter_page_head", "\nPagina 2 van 9 Ministerie van Sport\n": "letter_page_head", "\nBlad 2 van 9\n": "letter_page_head",
		"\nMinisterie van Justitie en Veiligheid\n": "letter_page_head", "\nOns kenmerk\n1234\n": "letter_page_head", "\n2/9\n": "letter_page_head",
		"\nTweede Kamer, vergaderjaar 2019–2020, 30 420, nr. 359\n":   "letter_page_head",
		" Tweede Kamer, vergaderjaar 2019–2020, 30 420, nr. 359 2 ":   "letter_page_head",
		" er zeven. Het gaat om\n\n\n\n2\n\n\n\nZo is er ":            "letter_page_number",
		"\n\n2 Zie een ander plan.\n\n\n\n":                           "letter_note_unclear",
		"\n\n1 juli 2021 wordt\n\n\n\n":                               "letter_note_unclear",
		"\n\n1 Zie dit plan.\n\n\n\n":                                 "letter_note_unclear", // and the one at the end: which is it?
		"\n\nkst-30420-359\nISSN 0921 - 7371\n's-Gravenhage 2020\n\n": "letter_page_head",
	} {
		if diff := cmp.Diff([]string{want}, errorsOf(strings.Replace(parted, "%s", page, 1), letter.Text)); diff != "" {
			t.Errorf("%q: %s", page, diff)
		}
	}
	// A citation is no head of a page.
	if got := errorsOf(strings.Replace(parted, "%s", " samen (Tweede Kamer, vergaderjaar 2019–2020, 30 420, nr. 303) ", 1), letter.Text); got != nil {
		t.Errorf("got %q", got)
	}
}

func TestReadGivesEachFootnoteToItsMeasure(t *testing.T) {
	const text = "Aanpak (4)1\n\nOverlegd.\n\nStatus: lopend\n\nTraining (7)²\n\nGegeven.\n\nStatus: afgerond\n\n%s\n"
	for _, notes := range []string{"1 Zie a.\n2 https://x.nl/b", "1 Zie a.\n\n² https://x.nl/b", "¹ Zie a.\n2. https://x.nl/b"} {
		measures, violations := letter.Read("l", []byte(strings.Replace(text, "%s", notes, 1)), asText)
		if len(violations) > 0 || len(measures) != 2 {
			t.Errorf("%q: %+v %+v", notes, measures, violations)
			continue
		}
		if diff := cmp.Diff([]string{"Zie a.", "https://x.nl/b"}, slices.Concat(measures[0].Footnotes, measures[1].Footnotes)); diff != "" {
			t.Errorf("%q: %s", notes, diff)
		}
	}
}
