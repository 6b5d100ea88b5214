package ingest

import (
	"testing"

	"jaarcijfers/pipeline/contract"
)

func TestACodeWrittenInAnotherWayIsKnown(t *testing.T) {
	words := codeWords{written: map[string]string{}}
	for code, labels := range map[string][]string{
		"art_137c": {"groepsbelediging (137c Sr)", "insulting a group (art. 137c)"}, "art_137d": {"aanzetten tot haat (137d Sr)"},
		"art_131": {"opruiing (131 Sr)"}, "art_other": {"een ander artikel", "another article"},
		"age_25_34": {"25 tot en met 34 jaar", "25 to 34 years"}, "age_65_plus": {"65 jaar en ouder", "65 years and over"},
		"f": {"vrouw", "female"}, "m": {"man", "male"}, "den_haag": {"Den Haag", "The Hague"}, "unknown": {"onbekend", "unknown"},
	} {
		for _, label := range append(labels, code) {
			words.written[label] = code
		}
	}
	for text, want := range map[string]string{
		"137 c": "art_137c", "137C": "art_137c", "137c": "art_137c", "art. 137c Sr": "art_137c", "Artikel 137c": "art_137c", "ART_137C": "art_137c",
		"art-137c": "art_137c", " art_137c ": "art_137c", "art_137cc": "art_137c", "131": "art_131",
		"25–34": "age_25_34", "25-34": "age_25_34", "25 - 34": "age_25_34", "25 tot 34": "age_25_34", "25 t/m 34": "age_25_34", "25 tot en met 34": "age_25_34",
		"25-34 jaar": "age_25_34", "25_34": "age_25_34", "AGE_25_34": "age_25_34", "65 PLUS": "age_65_plus",
		"vrouw": "f", "Vrouw": "f", "VROUW": "f", "F": "f", "Man": "m", " m": "m", "den haag": "den_haag", "Den Haag": "den_haag", "Onbekend": "unknown",
		"": "", "?": "", "136": "", "groep": "",
	} {
		if got := contract.NearestCode(text, words.written); got != want {
			t.Errorf("%q: %q; want %q", text, got, want)
		}
	}
}

func TestADateInAnotherFormIsProposed(t *testing.T) {
	for text, want := range map[string]string{
		"45301": "2024-01-10", "45301.0": "2024-01-10", "45301.5": "2024-01-10", "7-jan-17": "2017-01-07", "7-Jan-2017": "2017-01-07",
		"7 januari 2017": "2017-01-07", "07 mrt. 2017": "2017-03-07", "7 maart 2017": "2017-03-07", "7 mei 2017": "2017-05-07", "7 May 2017": "2017-05-07",
		"31 augustus 2017": "2017-08-31", "1 oktober 2017": "2017-10-01", "March 7, 2017": "2017-03-07", "31-12-2024": "2024-12-31", "31/12/2024": "2024-12-31",
		"20241231": "2024-12-31", "2024-12-31 00:00:00": "2024-12-31", "31-12-2024 0:00": "2024-12-31", "2024-12-31T00:00:00Z": "2024-12-31",
		"12345": "", "99999": "", "32-01-2024": "", "januari 2017": "", "": "",
	} {
		if got := dateMeant(text); got != want {
			t.Errorf("%q: %q; want %q", text, got, want)
		}
	}
}
