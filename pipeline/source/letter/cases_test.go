package letter_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/source/letter"
)

const (
	case4  = "4 | Aanpak online haat | Met platforms is overlegd over snellere verwijdering. | lopend"
	case7  = "7 | Training medewerkers | Alle teams zijn getraind in het herkennen van discriminatie. | afgerond"
	case12 = "12 | Meldpunt scholen | Het meldpunt is op veertig scholen ingevoerd. | deels afgerond"
)

// Letters that people made mistakes in, or that programs read wrongly: each has the
// right text, or errors with their lines.
var cases = map[string][]string{
	"del-ins.html":             {"4 | Aanpak online haat | Alle platforms is overlegd. | lopend", "7 | Training medewerkers | Alle teams. | afgerond", "error 1 letter_hidden: Geen"},
	"first-measure-lost.txt":   {strings.Replace(case4, "4 |", "4a |", 1), case7, case12},
	"hidden-html.html":         {"4 | Aanpak online haat | Met platforms is overlegd. | lopend", "7 | Training medewerkers | Alle teams. | afgerond", "error 1 letter_hidden: concept: niet publiceren"},
	"measure-lost-warning.txt": {case4, strings.Replace(case7, "7 |", "7a |", 1), case12},
	"mojibake.txt":             {"error 7 letter_mojibake: Ã¼"},
	"next-measure-eaten.txt": {
		strings.Replace(case7, "medewerkers", "i.s.m. politie", 1), case12, "error 5 status_missing: 4 Aanpak online haat",
	},
	"next-measure-eaten-2.txt": {case12, "error 5 status_missing: 4 Aanpak online haat", "error 9 heading_unclear: Training medewerkers (7, 8)"},
	"note-eats-paragraph.txt":  {strings.Replace(case4, "Met", "1 juli 2021 is het convenant getekend.\n\nMet", 1), case7, case12},
	"number-paragraph-lost.txt": {
		strings.Replace(case4, "Met", "Het aantal meldingen was:\n\n412\n\nMet", 1), case7, case12, "error 11 letter_page_number: 412",
	},
	"page-head-in-text.txt": {
		strings.Replace(case4, "is", "is Ministerie van Justitie en Veiligheid Datum 12 juni 2020 Ons kenmerk 1234567 Pagina 3 van 12", 1),
		case7, case12, "error 8 letter_page_head: Ministerie van Justitie en Veiligheid",
	},
	"page-head-in-text-2.txt": {case4, case7, case12},
	"status-two-lines.txt":    {case7, case12, "error 10 text_after_status: en deels afgerond"},
	"sub-takes-status.txt":    {case4, "7a | Training wijkagenten | Gereed. | afgerond", case12, "error 11 status_missing: 7 Training medewerkers"},
	"sup-digits.html":         {"4 | Aanpak online haat | Op 10² m² met platforms is overlegd. | lopend", "7 | Training medewerkers | Alle teams. | afgerond"},
	"utf16.txt":               {"error 1 letter_encoding_other: UTF-16"},
	"year-as-number.txt":      {case4, case12, "error 11 heading_unclear: Evaluatie training (2019)"},
}

func TestReadGivesTheRightTextOrAnErrorOfEachCase(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*")
	if err != nil || len(files) != len(cases) {
		t.Fatalf("%d files, %d cases, %v", len(files), len(cases), err)
	}
	for name, want := range cases {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("testdata", "cases", name))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, told(string(text), letter.FormOf(name))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// errorsOf are the rules that errors of a letter break.
func errorsOf(text string, form letter.Form, lines ...letter.Lines) []string {
	var rules []string
	for _, line := range told(text, form, lines...) {
		if rest, found := strings.CutPrefix(line, "error "); found {
			_, rest, _ = strings.Cut(rest, " ")
			rule, _, _ := strings.Cut(rest, ":")
			rules = append(rules, rule)
		}
	}
	return rules
}

// Between a measure without a status and the status of another, whatever stands as
// a heading is asked about: the first never gets the status.
func TestReadLendsNoStatusOverWhateverStandsAsAHeading(t *testing.T) {
	const text = "Bijlage\n\nAanpak (4)\n\nMet platforms is overlegd.\n\n%s\n\nAlle teams zijn getraind.\n\nStatus: afgerond\n\nMeldpunt (12)\n\nHet is er.\n\nStatus: lopend\n"
	for _, heading := range []string{
		"Training 7", "Training, 7", "Training – 7", "Training nr. 7", "Training", "Training:", "Training (zeven)", "Training （7）", "Training (７)",
		"Training (²)", "Training ( 7 )", "Training (7", "Training 7)", "Training (maatregel nr. 7)", "Training (M7)", "Training (7*)", "Training (#7)",
		"Training (7.1)", "Training (7 of 8)", "Training (7) (8)", "Training (7 (oud 8))", "Training (7, nieuw)", "Training (nieuw)", "Training (137d)",
		"Training (385)", "Training (0)", "Training (07)", "Training (7) (vervolg)", "**Training (7)**", "## Training (7)", "• Training (7)", "VII. Training",
		"[7] Training", "7 - Training", "7: Training", "M7: Training", "Maatregel zeven: Training", "Maatregel VII: Training", "Maatregel nr. 7: Training",
		"Maatregel (7): Training", "Training (7)?", "Training (7)!", "Training (7),", "Training (7) –", "Training (7)123", "Training (7)*", "Training (7) Gereed.",
		"Training (art. 7)", "Training (2020: 7)", "Training (a)", "Training <7>", "Training |7|", "Training\t7", "Training (zie 7)", "Training (2019)",
		"Training (7) en hulp (9)", "Training (7) – hulp", "Maatregel 7: Training (9) en hulp", "Training (7) ..... 3",
	} {
		t.Run(heading, func(t *testing.T) {
			got := told(strings.Replace(text, "%s", heading, 1), letter.Text)
			if slices.ContainsFunc(got, func(l string) bool { return strings.HasPrefix(l, "4 |") }) || !slices.Contains(got, "error 3 status_missing: 4 Aanpak") ||
				!slices.ContainsFunc(got, func(l string) bool {
					return strings.HasPrefix(l, "error 7 heading_unclear: ") || strings.HasPrefix(l, "error 7 measure_number: ")
				}) {
				t.Errorf("got %q", got)
			}
		})
	}
	// A small letter after it makes it no part of a sentence, unless a page ends between.
	small := strings.NewReplacer("%s", "Training", "Alle teams", "alle teams").Replace(text)
	if got := told(small, letter.Text); !slices.Contains(got, "error 3 status_missing: 4 Aanpak") {
		t.Errorf("got %q", got)
	}
	for _, sentence := range []string{
		"Dit is staand beleid.", "• Utrecht", "Zo'n 20 teams doen mee:\n\n– Utrecht\n\n– Den Haag", "Het overleg is\n\n\fdaarna afgerond.", "In 2019 (zie bijlage 3) is het begonnen.",
		"Maatregel 7 is samengevoegd met maatregel 8.", "Deze maatregel is afgerond.",
	} {
		t.Run(sentence, func(t *testing.T) {
			if got := errorsOf(strings.Replace(text, "%s", sentence, 1), letter.Text); got != nil {
				t.Errorf("got %q", got)
			}
		})
	}
}

// A heading within a paragraph, on one line or two, is found as well.
func TestReadFindsAHeadingWithinAParagraph(t *testing.T) {
	const text = "Aanpak (4)\nMet platforms is overlegd over wat er staat en nog wat meer op deze regel.\n%s\nAlle teams.\nStatus: afgerond\n"
	for heading, line := range map[string]string{
		"Training (7, 8)": "3", "Invoering werkwijze beoordeling van\nde kwetsbaarheid (7)": "4", "Training medewerkers": "3", "Training medewerkers 7": "3",
	} {
		got := told(strings.Replace(text, "%s", heading, 1), letter.Text)
		if !slices.Contains(got, "error 1 status_missing: 4 Aanpak") || !strings.Contains(strings.Join(got, "\n"), "error "+line+" heading_unclear: ") {
			t.Errorf("%q: got %q", heading, got)
		}
	}
}

// Beside the status of a measure nothing else that could be one goes unasked.
func TestReadAsksAboutASecondStatus(t *testing.T) {
	const text = "Aanpak (4)\n\nMet platforms is overlegd.\n\n%s\n\nStatus: afgerond\n"
	for _, status := range []string{
		"Status: lopend", "Status per 1 juni 2020: lopend", "Status van deze maatregel is: lopend", "De status van deze maatregel is lopend.", "Status； lopend",
		"Status：lopend", "Status; lopend", "Status lopend per juni", "Status (juni): lopend", "**Status:** lopend", "- lopend", "[lopend]", "LOPEND",
		"S t a t u s : lopend", "Sta\u00adtus: lopend", "Statuz: lopend", "Uitvoering: deels\nafgerond", "Stand van zaken juni 2020: lopend", "Status:", "status",
		"Status onbekend", "De maatregel is lopend", "Maatregel is deels afgerond", "Afgerond: 2020", "lopend (zie 7)", "Status lopend, was afgerond",
		"|Status|lopend|", "Status: lopend/afgerond", "Ѕtatus: lopend", "lоpend",
	} {
		t.Run(status, func(t *testing.T) {
			got := errorsOf(strings.Replace(text, "%s", status, 1), letter.Text)
			if len(got) == 0 || slices.Contains(got, "heading_unclear") {
				t.Errorf("got %q", got)
			}
		})
	}
}
