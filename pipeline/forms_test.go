package pipeline_test

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/messages"
)

// The forms of a chart are read back from the release as readers get them, and
// compared number by number: table, CSV, drawing, live chart and text
// alternative.
func TestAllFormsOfAChartHoldTheSameNumbers(t *testing.T) {
	_, work := releasedExtract(t)
	folder := filepath.Join(work, "release", "current", "charts")
	for _, spec := range charts.All() {
		for _, lang := range messages.Languages {
			t.Run(spec.ID+"."+lang, func(t *testing.T) {
				c := published{lang: lang, base: base(t, folder, spec.ID, lang)}
				c.page(t)
				if len(c.table) == 0 {
					t.Fatal("the table holds no figure")
				}
				c.same(t, "CSV", c.csv(t))
				c.takeApart(t)
				c.same(t, "live chart", c.live(t))
				drawn := c.drawn(t)
				if slices.Contains([]charts.Form{charts.Lines, charts.Columns, charts.Shares, charts.Multiples}, spec.Form) { // figures that would stand on others are left to the table
					for _, n := range drawn {
						if !slices.Contains(c.table, n) {
							t.Errorf("the drawing shows %s, which the table lacks", n)
						}
					}
					if len(drawn) < len(c.table)/3 {
						t.Errorf("the drawing shows %d of %d figures", len(drawn), len(c.table))
					}
				} else {
					c.same(t, "drawing", drawn)
				}
				for _, n := range numbers(c.lang, day.ReplaceAllString(c.withoutEvents(t, c.withoutOrigin(t)), "")) {
					if !slices.Contains(c.table, n) && !slices.Contains(c.named, n) {
						t.Errorf("the text alternative says %s, which the table lacks", n)
					}
				}
			})
		}
	}
}

// base is the place of a chart's files, without the ending; the name of one that
// holds synthetic figures says so.
func base(t *testing.T, folder, id, lang string) string {
	t.Helper()
	usual := filepath.Join(folder, id)
	for _, middle := range []string{"", "-fictief", "-synthetic"} {
		if _, err := os.Stat(usual + middle + "." + lang + ".csv"); err == nil {
			return usual + middle + "." + lang
		}
	}
	t.Fatalf("no chart %s in %s", id, lang)
	return ""
}

// A published is one chart of a release, read back. Numbers are texts with a
// point and without thousands separators, sorted.
type published struct {
	lang, base string
	table      []string
	named      []string // years, and numbers in names such as 137c
	title, alt string
}

func (c *published) read(t *testing.T, ending string) []byte {
	t.Helper()
	text, err := os.ReadFile(c.base + ending)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func (c *published) same(t *testing.T, form string, have []string) {
	t.Helper()
	if !slices.Equal(have, c.table) {
		t.Errorf("%s holds %v\ntable holds %v", form, have, c.table)
	}
}

var (
	figure = regexp.MustCompile(`\d[\d.,]*`)
	// day is the last day of a year that is not over, as the synthetic extract has it.
	day = regexp.MustCompile(`\b29 (?:June|juni) 20\d\d`)
)

// numbers are those in a text, as its language writes them.
func numbers(lang, text string) []string {
	var all []string
	for _, n := range figure.FindAllString(text, -1) {
		n = strings.TrimRight(n, ".,")
		if lang == "nl" {
			n = strings.NewReplacer(".", "", ",", ".").Replace(n)
		} else {
			n = strings.ReplaceAll(n, ",", "")
		}
		all = append(all, n)
	}
	slices.Sort(all)
	return all
}

func (c *published) page(t *testing.T) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(c.read(t, ".html")))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		switch n.Data {
		case "td":
			if n.FirstChild != nil && n.FirstChild.Type == html.TextNode { // a gap is in elements of its own
				c.table = append(c.table, numbers(c.lang, n.FirstChild.Data)...)
			}
		case "th", "h1", "title":
			for d := range n.Descendants() {
				if n.Data == "h1" && d.Type == html.TextNode {
					c.title += d.Data
				}
				if d.Type == html.TextNode {
					c.named = append(c.named, numbers(c.lang, d.Data)...)
				}
			}
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "aria-label" && a.Val != "" && slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Val == "drawing" }):
				c.alt = a.Val
			case a.Key == "data-unit":
				c.named = append(c.named, numbers(c.lang, a.Val)...)
			}
		}
	}
	slices.Sort(c.table)
}

// csv rounds the values of the file as the page is to show them: counts whole,
// percentages whole, rates with one decimal, halves away from zero.
func (c *published) csv(t *testing.T) []string {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(c.read(t, ".csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := func(record []string, column string) string { return record[slices.Index(records[0], column)] }
	var all []string
	for _, r := range records[1:] {
		if status := at(r, "obs_status"); at(r, "obs_value") == "" && (at(r, "conf_status") == "C" || status == "M" || status == "L" || status == "O") {
			continue // confidential, not applicable, not delivered or not there: a mark in the other forms, no number
		}
		value, err := strconv.ParseFloat(at(r, "obs_value"), 64)
		if err != nil {
			t.Fatal(err)
		}
		if period := at(r, "time_period"); len(period) != 4 && at(r, "dimension") != "status" {
			continue // of no single year: told under the chart, in no table
		}
		if at(r, "unit") == "per_100000" {
			all = append(all, fmt.Sprintf("%.1f", math.Floor(value*10+0.5)/10))
		} else {
			all = append(all, fmt.Sprint(math.Floor(value+0.5)))
		}
	}
	slices.Sort(all)
	return all
}

// takeApart leaves parts out of what is compared of which the whole is not known:
// they stand in the table and a note, and are no bar.
func (c *published) takeApart(t *testing.T) {
	t.Helper()
	if !strings.Contains(c.base, "inflow_by_year") {
		return
	}
	for _, part := range []string{"163", "88"} { // 2016 and 2013, specific offences alone, as published
		i := slices.Index(c.table, part)
		if i < 0 {
			t.Fatalf("the table lacks %s", part)
		}
		c.table = slices.Delete(c.table, i, i+1)
		c.named = append(c.named, part)
	}
}

// withoutEvents is a text without what the file says is known to be in figures.
func (c *published) withoutEvents(t *testing.T, text string) string {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(c.read(t, ".csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	event := slices.Index(records[0], "event")
	for _, r := range records[1:] {
		if r[event] != "" {
			if !strings.Contains(text, r[event]) && !strings.Contains(text, r[0]) {
				t.Errorf("the text alternative says neither %q nor its year", r[event])
			}
		}
	}
	for _, r := range records[1:] {
		if r[event] != "" {
			text = strings.ReplaceAll(text, r[event], "")
		}
	}
	return text
}

// withoutOrigin is the text alternative without its sentence on the press, whose
// counts are those of the column source_rank of the file.
func (c *published) withoutOrigin(t *testing.T) string {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(c.read(t, ".csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := func(record []string, column string) string { return record[slices.Index(records[0], column)] }
	ranks := map[string]int{}
	for _, r := range records[1:] {
		if rank := at(r, "source_rank"); rank != "" && at(r, "obs_value") != "" && !strings.HasPrefix(at(r, "series_id"), "extract_") {
			ranks[rank]++
		}
	}
	words, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	marked := ranks["secondary"] + ranks["reprint"]
	sentence, err := words[c.lang].Text("chart.alt.secondary", messages.Args{"secondary": marked, "total": ranks["primary"] + marked})
	if err != nil {
		t.Fatal(err)
	}
	rest, found := strings.CutSuffix(c.alt, sentence)
	if found && marked == 0 { // it may be left out for want of room
		t.Errorf("the text alternative should not end with %q: %q", sentence, c.alt)
	}
	return rest
}

// drawn are the figures in the SVG file; years and letters have the class of
// less important words, names no digits alone.
func (c *published) drawn(t *testing.T) []string {
	t.Helper()
	words := regexp.MustCompile(`<text [^>]*class="jc-(?:text|surface)[^"]*"[^>]*>([^<]*)</text>`)
	alone := regexp.MustCompile(`^[≥~ ]*[\d.,]+%?\*?(?: [preub])*$`)
	ofYear := regexp.MustCompile(`^\d{4}: `)
	var all []string
	for _, m := range words.FindAllStringSubmatch(string(c.read(t, ".svg")), -1) {
		if words := ofYear.ReplaceAllString(m[1], ""); alone.MatchString(words) {
			all = append(all, numbers(c.lang, words)...)
		}
	}
	slices.Sort(all)
	return all
}

// live are the figures that the points of the live chart tell.
func (c *published) live(t *testing.T) []string {
	t.Helper()
	text := c.read(t, ".js")
	from, to := bytes.IndexByte(text, '{'), bytes.LastIndex(text, []byte("}, {"))
	var options struct {
		Series []struct{ Data []json.RawMessage }
	}
	if err := json.Unmarshal(text[from:to+1], &options); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, s := range options.Series {
		for _, raw := range s.Data {
			var d struct{ Tooltip *struct{ Formatter string } }
			if json.Unmarshal(raw, &d) != nil || d.Tooltip == nil || d.Tooltip.Formatter == "" {
				continue
			}
			told, _, _ := strings.Cut(d.Tooltip.Formatter, "\n")
			told = told[strings.LastIndex(told, ": ")+2:]
			told, _, _ = strings.Cut(told, " (")
			told, _, _ = strings.Cut(told, ", ") // up to which day a part of a year goes
			all = append(all, numbers(c.lang, told)...)
		}
	}
	slices.Sort(all)
	return all
}

// What a reader on a slow line fetches before touching anything, gzipped: 60 kB
// for the start page, 120 kB for any other; 3 MB for the report as one file.
func TestPagesAreLight(t *testing.T) {
	work := released(t)
	all := files(t, filepath.Join(work, "release", "current"))
	weight := func(names ...string) int {
		var b bytes.Buffer
		for _, name := range names {
			if len(all[name]) == 0 {
				t.Fatalf("%s is not there", name)
			}
			w := gzip.NewWriter(&b)
			_, err := w.Write(all[name])
			if err := errors.Join(err, w.Close()); err != nil {
				t.Fatal(err)
			}
		}
		return b.Len()
	}
	pages := 0
	for name := range all {
		if filepath.Ext(name) != ".html" {
			continue
		}
		pages++
		most := 120_000
		switch {
		case strings.HasSuffix(name, "index.html"):
			most = 60_000
		case name == "rapport.html" || name == "en/report.html":
			if len(all[name]) > 3_000_000 {
				t.Errorf("%s is %d bytes", name, len(all[name]))
			}
			continue
		}
		if w := weight(name, "assets/style.css", "assets/early.js", "assets/site.js"); w > most {
			t.Errorf("%s weighs %d bytes, more than %d", name, w, most)
		}
	}
	if pages < 50 {
		t.Errorf("only %d pages", pages)
	}
}
