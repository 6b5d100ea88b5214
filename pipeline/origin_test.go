package pipeline_test

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"jaarcijfers/charts"
)

// countedOnPage is the line that counts the figures on a page; the charts have their
// own lines.
var countedOnPage = regexp.MustCompile(`<p class="text source-count">([^<]*on this page[^<]*)</p>`)

// fromWords are the words of a page for whose word a figure is.
var fromWords = map[string]string{
	"own":       "from the body itself",
	"returned":  "from what the Netherlands reported to ODIHR (OSCE), as ODIHR publishes it",
	"official":  "from a document to parliament or from the government, researchers or another body",
	"reprint":   "from a press release taken over or translated (s)",
	"secondary": "from the press or others (s)",
}

// sourceKind is whose word an observation is, asked anew from the tables as they
// were read; 1 is the best, 5 the worst.
const sourceKind = `
	case
		when publication.rank = 'secondary' then '5 secondary'
		when publication.rank = 'reprint' then '4 reprint'
		when publication.body is null or publication.body <> series.body then '3 official'
		when series.counted_by is not null then '2 returned'
		else '1 own'
	end`

// saysCounts tells whether a text has each count, as lines of "1 own 20".
func saysCounts(t *testing.T, text, counts string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(counts), "\n")
	for _, line := range lines {
		var kind string
		var place, n int
		if _, err := fmt.Sscan(line, &place, &kind, &n); err != nil {
			t.Fatalf("read %q: %v", line, err)
		}
		want := fmt.Sprintf("%d %s", n, fromWords[kind])
		if len(lines) == 1 {
			want = fmt.Sprintf("(%d) come %s", n, fromWords[kind])
		}
		if !strings.Contains(text, want) {
			t.Errorf("%q lacks %q", text, want)
		}
	}
	if have := strings.Count(text, " from "); have < len(lines) {
		t.Errorf("%q has %d parts, want %d", text, have, len(lines))
	}
}

// modelsOn are the tables that the charts on a page are made of.
func modelsOn(page string) []string {
	var all []string
	for _, s := range charts.All() {
		if s.Page == page {
			all = append(all, s.Model)
		}
	}
	return all
}

// Every page says whose word its figures are. The questions count anew, from the
// lineage of the tables that its charts are made of.
func TestPagesCountWhoseWordTheirFiguresAre(t *testing.T) {
	work := released(t)
	const count = `
		with value as (
			select lineage.operation, list(lineage.observation_id order by lineage.position) as observations, max(` + sourceKind + `) as kind
			from meta.lineage as lineage
			join core.observation as observation using (observation_id)
			join core.publication as publication using (publication_id)
			join core.series as series on series.series_id = observation.series_id
			where lineage.obs_value is not null and (lineage.model <> 'mart.hate_crime' or observation.dimension = 'total')
				and (lineage.model <> 'mart.police_detail' or (series.population <> 'bvh_vji' and (observation.dimension <> 'form' or observation.unit = 'percent'))) and lineage.model in %s
			group by lineage.model, lineage.mart_row, lineage.operation
		),
		figure as (select distinct * from value)
		select kind || ' ' || count(*) from figure group by kind order by kind`
	for _, tt := range []struct {
		page   string
		models []string
	}{
		{"inflow", modelsOn(charts.PageInflow)},
		{"article-and-ground", modelsOn(charts.PageArticleGround)},
		{"chain", modelsOn(charts.PageChain)},
		{"hate-crime", modelsOn(charts.PageHateCrime)},
	} {
		t.Run(tt.page, func(t *testing.T) {
			want := query(t, work, fmt.Sprintf(count, "('"+strings.Join(tt.models, "', '")+"')"))
			page, err := os.ReadFile(filepath.Join(work, "release", "current", "en", tt.page+".html"))
			if err != nil {
				t.Fatal(err)
			}
			found := countedOnPage.FindSubmatch(page)
			if found == nil {
				t.Fatalf("%s counts nothing", tt.page)
			}
			saysCounts(t, html.UnescapeString(string(found[1])), want)
		})
	}
	// The start page shows the inflow, the tiles, and the last shares on LHBTI; it says how many rest on others.
	t.Run("index", func(t *testing.T) {
		counts := strings.Fields(query(t, work, `
			with shown as (
				select lineage, operation from mart.inflow_by_year where obs_value is not null
				union
				select lineage, operation from mart.key_figure join core.start_tile using (series_id)
				union
				select lineage, operation from mart.topic
				where root_topic = 'lgbti' and series_id = 'police_incident' and category = 'seksuele_gerichtheid' and unit = 'percent' and time_period >= '2022'
			),
			figure as (
				select lineage, operation, bool_or(publication.rank <> 'primary') as secondary
				from (select lineage, operation, unnest(lineage) as observation_id from shown)
				join core.observation using (observation_id)
				join core.publication as publication using (publication_id)
				group by lineage, operation
			)
			select count(*) || ' ' || count(*) filter (where secondary) as counts from figure`))
		page, err := os.ReadFile(filepath.Join(work, "release", "current", "en", "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		found := countedOnPage.FindSubmatch(page)
		want := fmt.Sprintf("Of the %s figures on this page, %s rest on ", counts[0], counts[1])
		if found == nil || !strings.HasPrefix(string(found[1]), want) {
			t.Errorf("the start page says %q, want %q", found, want)
		}
	})
	t.Run("method", func(t *testing.T) {
		want := query(t, work, `
			select `+sourceKind+` || ' ' || count(*) as counted
			from core.preferred as preferred
			join core.publication as publication on publication.publication_id = preferred.publications[1]
			join core.series as series on series.series_id = preferred.series_id
			where preferred.body = 'OM'
			group by `+sourceKind+` order by counted`)
		page, err := os.ReadFile(filepath.Join(work, "release", "current", "en", "sources-and-method.html"))
		if err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile(`No report of the OM itself could be read\.[^<]*`).Find(page)
		saysCounts(t, html.UnescapeString(string(found)), want)
	})
}

// The numbers in the statements on how far figures carry are those of the rows
// that give them.
func TestStatementsOnPagesCarryTheirNumbers(t *testing.T) {
	work := released(t)
	// WODC, 2 June 2020: about 5 per cent of the offences on the lists of the police.
	share := strings.TrimSpace(query(t, work, "select cast(obs_value as integer) from core.observation where category = 'police_overview_to_codis'"))
	for name, want := range map[string]string{
		// CBS 2024, as 112Groningen gives it on 24 April 2025.
		"index.html":              "één op de tien mensen die discriminatie ervaren dat ergens; 3 procent meldt het bij de politie, 1 procent bij een antidiscriminatievoorziening",
		"hate-crime.html":         "Ongeveer " + share + " procent van de ingestroomde feiten op de discriminatieoverzichten van de politie",
		"instroom.html":           "niet mogelijk is om vergaande conclusies te trekken over stijgingen of dalingen",
		"artikel-en-grond.html":   "Terughoudendheid is geboden, want één zaak",
		"charts/rate.nl.html":     "niet mogelijk is om vergaande conclusies te trekken over stijgingen of dalingen",
		"bronnen-en-methode.html": "Geen enkel rapport van het OM zelf kon worden gelezen.",
	} {
		page, err := os.ReadFile(filepath.Join(work, "release", "current", name))
		if err != nil {
			t.Fatal(err)
		}
		text := html.UnescapeString(string(page))
		if have := strings.Count(text, want); have != 1 && name != "bronnen-en-methode.html" || have == 0 {
			t.Errorf("%s says %d times %q, want once", name, have, want)
		}
	}
}
