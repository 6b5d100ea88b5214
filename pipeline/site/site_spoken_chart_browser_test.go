//go:build browser

package site_test

import (
	"encoding/csv"
	"html"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A heardChart is what is said on the own page of a chart, beside the figures that the
// chart's file has.
type heardChart struct {
	page, said  string
	title, unit string
	image       string // the text alternative
	figures     []drawnFigure
	words       chartWords
}

// A drawnFigure is a row of a chart's file.
type drawnFigure struct {
	year            int
	series, broken  string
	value, category string
}

// chartWords are the words with which a text alternative tells.
type chartWords struct{ low, high, gaps, breaks, empty, thousand, point string }

var wordsOfCharts = map[string]chartWords{
	"nl": {"laagst", "hoogst", "Geen cijfer: ", "Reeksbreuk vanaf: ", "Een lege plek heeft geen cijfer.", ".", ","},
	"en": {"lowest", "highest", "No figure: ", "Series break from: ", "An empty place has no figure.", ",", "."},
}

var (
	titleOfChart = regexp.MustCompile(`<figure[^>]* data-title="([^"]*)" data-unit="([^"]*)"`)
	saidImage    = regexp.MustCompile(`(?m)^image, (.*)$`)
	saidYears    = regexp.MustCompile(`^(.*?) ?(\d{4}(?:–\d{4})?(?:, \d{4}(?:–\d{4})?)*)$`)
)

func spokenChart(t *testing.T, folder, page, said string) heardChart {
	t.Helper()
	base := strings.TrimSuffix(page, ".html")
	written, err := os.ReadFile(filepath.Join(folder, page))
	if err != nil {
		t.Fatal(err)
	}
	c := heardChart{page: page, said: said, words: wordsOfCharts[base[len(base)-2:]]}
	titled := titleOfChart.FindSubmatch(written)
	images := saidImage.FindAllStringSubmatch(said, -1)
	if titled == nil || len(images) != 1 || strings.Contains(said, "end of image") {
		t.Fatalf("%s: %d images are said; want one, with nothing within it", page, len(images))
	}
	c.title, c.unit, c.image = html.UnescapeString(string(titled[1])), html.UnescapeString(string(titled[2])), images[0][1]
	file, err := os.Open(filepath.Join(folder, base+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(row []string, name string) string { return row[slices.Index(rows[0], name)] }
	for _, row := range rows[1:] {
		year, err := strconv.Atoi(column(row, "time_period"))
		if err != nil {
			continue
		}
		c.figures = append(c.figures, drawnFigure{year: year, series: column(row, "series"), category: column(row, "category_label"), broken: column(row, "break_id"), value: column(row, "obs_value")})
	}
	return c
}

// holds that the chart is told: its title and unit, the extremes that the text
// alternative claims, and every gap and break of its figures.
func (c heardChart) holds(t *testing.T) {
	t.Helper()
	if !strings.Contains(c.said, "heading, "+c.title+", level 1\nparagraph\n"+c.unit+"\n") {
		t.Errorf("%s: title and unit are not said: %q, %q", c.page, c.title, c.unit)
	}
	c.extremes(t)
	of := map[string][]drawnFigure{}
	for _, f := range c.figures {
		of[f.series+"|"+f.category] = append(of[f.series+"|"+f.category], f)
	}
	for _, figures := range of {
		for _, f := range figures {
			if f.broken != "" && c.drawsYears() && !c.tells(c.words.breaks, f, f.year) {
				t.Errorf("%s: the break of %d in %q is not said", c.page, f.year, f.series)
			}
		}
		for _, year := range missing(figures) {
			if c.drawsYears() && !c.tells(c.words.gaps, figures[0], year) {
				t.Errorf("%s: it is not said that %q has no figure for %d", c.page, figures[0].series, year)
			}
		}
	}
}

// drawsYears tells whether the chart has an axis of years; where a category is a row of
// cells, or a bar, the table has the years.
func (c heardChart) drawsYears() bool {
	return strings.Contains(c.image, c.words.low) && !strings.Contains(c.image, c.words.empty)
}

// missing are the years between the first and the last figure that have none.
func missing(figures []drawnFigure) []int {
	var have, none []int
	for _, f := range figures {
		if f.value != "" {
			have = append(have, f.year)
		}
	}
	if len(have) == 0 {
		return nil
	}
	for year := slices.Min(have); year < slices.Max(have); year++ {
		if !slices.Contains(have, year) {
			none = append(none, year)
		}
	}
	return none
}

// tells whether the sentence with those first words names the year for the series of a
// figure.
func (c heardChart) tells(first string, f drawnFigure, year int) bool {
	_, sentence, _ := strings.Cut(c.image, first)
	sentence, _, _ = strings.Cut(sentence+" ", ". ")
	for part := range strings.SplitSeq(strings.TrimSuffix(strings.TrimSpace(sentence), "."), "; ") {
		said := saidYears.FindStringSubmatch(part)
		if said == nil || said[1] != "" && !f.isAmong(said[1]) {
			continue
		}
		for run := range strings.SplitSeq(said[2], ", ") {
			from, to, many := strings.Cut(run, "–")
			if !many {
				to = from
			}
			if strconv.Itoa(year) >= from && strconv.Itoa(year) <= to {
				return true
			}
		}
	}
	return false
}

// isAmong tells whether names, with commas between them, have that of the figure's
// series, or its first part.
func (f drawnFigure) isAmong(names string) bool {
	short, _, _ := strings.Cut(f.series, ": ")
	return slices.ContainsFunc([]string{f.series, short}, func(name string) bool {
		return strings.Contains(", "+strings.ToLower(names)+", ", ", "+strings.ToLower(name)+", ")
	})
}

// extremes holds that each claim of a lowest and a highest is that of the figures in
// those years.
func (c heardChart) extremes(t *testing.T) {
	t.Helper()
	claim := regexp.MustCompile(`(?:^|\. )([^.]*(?:\.\d+[^.]*)*), (\d{4})–(\d{4}): ` + c.words.low + ` (\S+) \((\d{4})\), ` + c.words.high + ` (\S+) \((\d{4})\)`)
	for _, said := range claim.FindAllStringSubmatch(c.image, -1) {
		from, to := year(t, said[2]), year(t, said[3])
		low, high := c.figure(t, said[4]), c.figure(t, said[6])
		rounding := 0.5
		if strings.Contains(said[6], c.words.point) {
			rounding = 0.05
		}
		values := map[int]float64{}
		for _, f := range c.figures {
			if f.year >= from && f.year <= to && f.value != "" && (strings.EqualFold(said[1], f.series) || strings.EqualFold(said[1], f.category)) {
				value, err := strconv.ParseFloat(f.value, 64)
				if err != nil {
					t.Fatal(err)
				}
				values[f.year] = value
			}
		}
		if len(values) == 0 {
			t.Errorf("%s: no figures of %q from %d to %d", c.page, said[1], from, to)
			continue
		}
		for _, value := range values {
			if value < low-rounding || value > high+rounding {
				t.Errorf("%s: %q: %v lies outside what is said, %v to %v", c.page, said[1], value, low, high)
			}
		}
		if math.Abs(values[year(t, said[5])]-low) > rounding || math.Abs(values[year(t, said[7])]-high) > rounding {
			t.Errorf("%s: %q: the figures do not bear out %q", c.page, said[1], said[0])
		}
	}
}

// figure is the number that a reader hears.
func (c heardChart) figure(t *testing.T, said string) float64 {
	t.Helper()
	said = strings.ReplaceAll(strings.TrimSuffix(said, "%"), c.words.thousand, "")
	value, err := strconv.ParseFloat(strings.Replace(said, c.words.point, ".", 1), 64)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func year(t *testing.T, said string) int {
	t.Helper()
	n, err := strconv.Atoi(said)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
