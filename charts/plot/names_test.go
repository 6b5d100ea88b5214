package plot

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestNamesOfRowsKeepWhatStandsInBrackets(t *testing.T) {
	for name, want := range map[string]string{
		"ras":                               "ras",
		"Midden-Nederland":                  "Midden-Nederland",
		"Zeeland-West-Brabant":              "Zeeland-West-\nBrabant",
		"groepsbelediging (137c Sr)":        "groepsbelediging\n(137c Sr)",
		"Parket CVOM (centrale verwerking)": "Parket CVOM\n(centrale\nverwerking)",
		"openbaar maken of verspreiden van een uitlating (137e Sr)": "openbaar maken\nof verspreiden\nvan… (137e Sr)",
		"beroepsmatige discriminatie, misdrijf (137g Sr)":           "beroepsmatige\ndiscriminatie…\n(137g Sr)",
	} {
		if have := rowName(name); have != want {
			t.Errorf("%q is written %q, want %q", name, have, want)
		}
	}
}

// Whatever the name, it has the lines of its row at most, and begins as it does.
func TestNamesOfRowsFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[a-z0-9,().-]{1,30}( [a-zé,().-]{1,30}){0,9}`).Draw(t, "name")
		short := rowName(name)
		if n := strings.Count(short, "\n") + 1; n > nameLines || utf8.RuneCountInString(short) > utf8.RuneCountInString(name)+nameLines {
			t.Fatalf("%q is written %q", name, short)
		}
		if first, _ := utf8.DecodeRuneInString(name); !strings.HasPrefix(short, string(first)) {
			t.Fatalf("%q is written %q", name, short)
		}
	})
}

// A small screen has all figures of a table of thirteen years: they stand
// upright in their cells, at least nine pixels apart.
func TestFiguresOfNarrowCellsStandUpright(t *testing.T) {
	var rows []Row
	for year := 2013; year <= 2025; year++ {
		rows = append(rows, extractRow("extract_total_offence", "article", "art_137c", strconv.Itoa(year), float64(year-1900)))
	}
	c := builtFrom(t, declared("extract_article"), extractData(false, map[string][]Row{"mart.extract_breakdown": rows}), "en")
	upright := regexp.MustCompile(`transform="translate\(([\d.]+) [\d.]+\) rotate\(-90\)"[^>]*>(\d+)<`).FindAllStringSubmatch(string(c.Narrow), -1)
	if len(upright) != 13 {
		t.Fatalf("%d of 13 figures stand upright in the narrow drawing", len(upright))
	}
	for i := 1; i < len(upright); i++ {
		before, _ := strconv.ParseFloat(upright[i-1][1], 64)
		here, _ := strconv.ParseFloat(upright[i][1], 64)
		if here-before < 9 {
			t.Errorf("%s and %s are %.1f px apart", upright[i-1][2], upright[i][2], here-before)
		}
	}
	if strings.Contains(string(c.SVG), "rotate(") {
		t.Error("figures that fit are turned")
	}
}
