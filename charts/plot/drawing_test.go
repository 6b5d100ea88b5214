package plot

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jaarcijfers/charts/draw"
)

var update = flag.Bool("update", false, "write what the tests compare with")

// drawn is the wide drawing of a plot as a page gets it.
func drawn(t testing.TB, p *Plot) string {
	t.Helper()
	c, err := p.chart()
	if err != nil {
		t.Fatal(err)
	}
	pictures, err := new(draw.Drawer).Draw(t.Context(), p.drawing(c))
	if err != nil {
		t.Fatal(err)
	}
	return string(pictures.Wide)
}

// The tests of drawing take the options of a chart from files.
func TestOptionsOfTheTestsOfDrawingAreThoseOfAChart(t *testing.T) {
	for lang, words := range words(t) {
		p, err := newPlot(policeChart(), data("mart.chain", police()), words)
		if err != nil {
			t.Fatal(err)
		}
		options, _, err := p.options()
		if err != nil {
			t.Fatal(err)
		}
		var want bytes.Buffer
		if err := json.Indent(&want, options, "", "  "); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("..", "draw", "testdata", "police."+lang+".json")
		if *update {
			if err := os.WriteFile(path, want.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%s differs from the options of the chart: run go test -update (%v)", path, err)
		}
	}
}

// Hostile words in a label come out as text, in the drawing and in its options.
func TestHostileWordsStayWords(t *testing.T) {
	hostile := `</script><img src=x onerror=alert(1)> "{c}" & __f__ ` + "\u202e" + `🏳️‍🌈`
	d := data("mart.measure_status_count", []Row{{
		TimePeriod: "2020-06", SeriesID: "measure_status", Population: "measures", UnitOfCount: "measure", Dimension: "status",
		Category: "ongoing", Value: number(7), Unit: "count", ObsStatus: "A", Obtained: "computed", Precision: "exact",
	}})
	d.Codes["measure_status"] = map[string]Label{"ongoing": {"nl": hostile, "en": hostile}}
	p, err := newPlot(declared("measure_status"), d, words(t)["nl"])
	if err != nil {
		t.Fatal(err)
	}
	if svg := drawn(t, p); strings.Contains(svg, "<img") || strings.Contains(svg, "<script") || !strings.Contains(svg, "&lt;") {
		t.Errorf("got %s", svg)
	}
	options, _, err := p.options()
	if err != nil || strings.Contains(string(options), "</script>") || !strings.Contains(string(options), "__f__") {
		t.Errorf("got %s, %v", options, err)
	}
}
