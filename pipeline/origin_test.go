package pipeline_test

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"jaarcijfers/pipeline"
)

// countedOnPage are the first of the lines that count figures on each page; the
// charts' own lines follow it.
var countedOnPage = regexp.MustCompile(`<p class="text source-count">([^<]*)</p>`)

// Every page says how many of its figures come from the body itself. The
// questions count anew, from the lineage of the tables that its charts are made of.
func TestPagesCountTheFiguresOfTheBodyItself(t *testing.T) {
	work := t.TempDir()
	build(t, pipeline.Options{Work: work})
	const count = `
		with value as (
			select lineage.operation, list(lineage.observation_id order by lineage.position) as observations, bool_and(publication.rank = 'primary') as own
			from meta.lineage as lineage
			join core.observation as observation using (observation_id)
			join core.publication as publication using (publication_id)
			where lineage.obs_value is not null and (lineage.model <> 'mart.hate_crime' or observation.dimension = 'total') and lineage.model in %s
			group by lineage.model, lineage.mart_row, lineage.operation
		),
		figure as (select distinct * from value),
		total as (select count(*) as figures, count(*) filter (where own) as own from figure)
		select case own
			when figures then 'All figures on this page (' || figures || ')'
			when 0 then 'None of the figures on this page (' || figures || ')'
			else own || ' of the ' || figures || ' figures'
		end from total`
	for _, tt := range []struct{ page, models string }{
		{"index", "('mart.inflow_by_year', 'mart.key_figure')"},
		{"inflow", "('mart.inflow_by_year')"},
		{"article-and-ground", "('mart.inflow_article', 'mart.inflow_ground')"},
		{"chain", "('mart.chain', 'mart.rate')"},
		{"hate-crime", "('mart.hate_crime', 'mart.prosecuted_sentenced', 'mart.odihr_return')"},
	} {
		t.Run(tt.page, func(t *testing.T) {
			want := strings.TrimSpace(query(t, work, fmt.Sprintf(count, tt.models)))
			page, err := os.ReadFile(filepath.Join(work, "release", "current", "en", tt.page+".html"))
			if err != nil {
				t.Fatal(err)
			}
			found := countedOnPage.FindSubmatch(page)
			if found == nil || !strings.Contains(string(found[1]), want) {
				t.Errorf("%s says %q; counted anew it is %s", tt.page, found, want)
			}
		})
	}
	t.Run("method", func(t *testing.T) {
		want := query(t, work, `
			select 'Of the ' || count(*) || ' figures chosen for the OM, ' || count(*) filter (where publication.rank = 'primary') || ' come from a document to parliament'
			from core.preferred as preferred
			join core.publication as publication on publication.publication_id = preferred.publications[1]
			where preferred.body = 'OM'`)
		page, err := os.ReadFile(filepath.Join(work, "release", "current", "en", "sources-and-method.html"))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(page), strings.TrimSpace(want)) {
			t.Errorf("the method page lacks %q", want)
		}
	})
}

// The numbers in the statements on how far figures carry are those of the rows
// that give them.
func TestStatementsOnPagesCarryTheirNumbers(t *testing.T) {
	work := t.TempDir()
	build(t, pipeline.Options{Work: work})
	// WODC, 2 June 2020: about 5 per cent of the offences on the lists of the police.
	share := strings.TrimSpace(query(t, work, "select cast(obs_value as integer) from core.observation where category = 'police_overview_to_codis'"))
	for name, want := range map[string]string{
		// CBS 2024, as 112Groningen gives it on 24 April 2025.
		"index.html":              "één op de tien mensen die discriminatie ervaren dat ergens; 3 procent meldt het bij de politie, 1 procent bij een antidiscriminatievoorziening",
		"hate-crime.html":         "Ongeveer " + share + " procent van de ingestroomde feiten op de discriminatieoverzichten van de politie",
		"instroom.html":           "niet mogelijk is om vergaande conclusies te trekken over stijgingen of dalingen",
		"charts/rate.nl.html":     "Terughoudendheid is geboden, want één zaak",
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
