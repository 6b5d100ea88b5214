package site

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/charts/plot"
)

var tags = regexp.MustCompile(`<[^>]*>`)

// A picture that leaves the site says what it shows, what its signs mean, whose figures
// they are, of which edition, and where it is from.
func TestAPictureCarriesItsMeaning(t *testing.T) {
	in := testInput()
	files := written(t, in)
	text := string(files["charts/rate.nl.svg"])
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	i := slices.IndexFunc(in.Charts, func(c plot.Chart) bool { return c.ID == "rate" && c.Lang == "nl" })
	c := in.Charts[i]
	plain := strings.Join(strings.Fields(tags.ReplaceAllString(text, " ")), " ")
	for _, want := range []string{c.Title, c.Under, "d: afgeleid", c.Sources[0].Publisher, in.Version, "charts/rate.nl.html"} {
		if !strings.Contains(plain, want) {
			t.Errorf("the picture lacks %q: %s", want, plain)
		}
	}
}

func TestLinesBreakBetweenWords(t *testing.T) {
	if diff := cmp.Diff([]string{"één twee", "drie", "vierenvijftig", "zes"}, broken("één twee drie vierenvijftig zes", 8)); diff != "" {
		t.Error(diff)
	}
}
