//go:build browser

package site_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"jaarcijfers/pipeline"
	"jaarcijfers/pipeline/accepted"
)

// hostile are words that break what is not careful: markup, what go-echarts
// deletes, templates of ECharts and Go, two directions of writing, emoji that are
// several characters, and a name of 300 letters.
var hostile = []string{
	`</script><script>window.broken = 1</script>`, `"quotes" 'single' & <b>bold</b> --> ]]>`, `__f__ {b} {{.}} ${x} %s`,
	"שלום עולם, مرحبا بالعالم", "👩‍👩‍👧 🏳️‍🌈 é", strings.Repeat("W", 300), `<img src=x onerror="window.broken = 1">`, `=cmd|'/c calc'!A1`,
}

// hostileData is data/ with hostile words in every label that the site shows.
func hostileData(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, os.DirFS("../../data")); err != nil {
		t.Fatal(err)
	}
	n := 0
	// Checks read a year in a reason, and a body behind the last " / ".
	checked := map[string]bool{"reason_nl": true, "reason_en": true, "publisher": true}
	for file, columns := range map[string][]string{
		"codelists/category.csv": {"label_nl", "label_en"}, "codelists/population.csv": {"label_nl", "label_en"}, "codelists/body.csv": {"label_nl", "label_en"},
		"figures/series.csv": {"title_nl", "title_en", "counts_nl", "counts_en"}, "figures/publications.csv": {"title", "publisher"},
		"figures/series_breaks.csv": {"reason_nl", "reason_en"},
	} {
		path := filepath.Join(dir, file)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range records[1:] {
			if r[0] == "offence_class" { // a check holds these against another list
				continue
			}
			for _, column := range columns {
				n++
				cell := &r[slices.Index(records[0], column)]
				words := fmt.Sprintf("%s (%d)", hostile[n%len(hostile)], n)
				if checked[column] {
					words += " / " + *cell
				}
				*cell = words
			}
		}
		var out bytes.Buffer
		if err := csv.NewWriter(&out).WriteAll(records); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	acceptAll(t, dir)
	return dir
}

// acceptAll takes a data folder as it is, with a reason that says it is a test.
func acceptAll(t *testing.T, dir string) {
	t.Helper()
	p, found, err := pipeline.Propose(t.Context(), pipeline.AcceptOptions{Data: dir})
	if err != nil {
		t.Fatalf("%v %+v", err, found)
	}
	decisions := map[string]accepted.Decision{}
	for _, subject := range p.Subjects() {
		decisions[subject] = accepted.Decision{Reason: "wording", Why: map[string]string{"nl": "test", "en": "test"}, By: "test"}
	}
	if err := p.Write(t.Context(), decisions, "2026-01-01"); err != nil {
		t.Fatal(err)
	}
}

func TestHostileWordsInTheWholeSite(t *testing.T) {
	axe, err := os.ReadFile(tool(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	work := t.TempDir()
	report, err := pipeline.Build(context.Background(), pipeline.Options{Data: hostileData(t), Work: work})
	if err != nil {
		t.Fatalf("%v %+v %+v", err, report.Violations, report.Findings)
	}
	folder := filepath.Join(work, "release", "current")
	ctx, heard := tab(openBrowser(t), t)
	told := map[string]bool{}
	for _, p := range pagesOf(t, folder) {
		if strings.HasSuffix(p, ".frame.html") {
			continue
		}
		for _, s := range []screen{{320, "dark"}} {
			var broken bool
			var words string
			look(ctx, t, heard, s, "file://"+filepath.Join(folder, p), string(axe))
			err := chromedp.Run(ctx, chromedp.Evaluate(`window.broken === 1`, &broken), chromedp.Evaluate(`document.body.textContent`, &words))
			if err != nil {
				t.Fatal(err)
			}
			if broken {
				t.Errorf("%s: words were run as script", p)
			}
			for _, h := range hostile {
				told[h] = told[h] || strings.Contains(words, h)
			}
		}
	}
	for _, h := range hostile {
		if !told[h] {
			t.Errorf("no page shows %q as it is", h)
		}
	}
	// The live chart takes the same words.
	var spoken bool
	err = chromedp.Run(ctx, chromedp.Navigate("file://"+filepath.Join(folder, "charts", "inflow_ground.nl.html")), openMenu, chromedp.Click("[data-live]", chromedp.ByQuery),
		chromedp.WaitVisible(".live canvas", chromedp.ByQuery), chromedp.Evaluate(`window.broken === 1`, &spoken))
	if err != nil || spoken {
		t.Errorf("live chart: %v, script run %v", err, spoken)
	}
	heard.check(t)
}
