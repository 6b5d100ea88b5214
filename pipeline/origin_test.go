package pipeline_test

import (
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
// questions count anew, from the lineage of each table and without the rows that
// no chart of the page selects.
func TestPagesCountTheFiguresOfTheBodyItself(t *testing.T) {
	work := t.TempDir()
	build(t, pipeline.Options{Work: work})
	const worst = `
		with value as (
			select lineage.model, lineage.mart_row, bool_and(publication.rank = 'primary') as own
			from meta.lineage as lineage
			join core.observation as observation using (observation_id)
			join core.publication as publication using (publication_id)
			where lineage.obs_value is not null
			group by lineage.model, lineage.mart_row
		)
		select case when count(*) = count(*) filter (where own) then 'all ' || count(*) else count(*) filter (where own) || ' of ' || count(*) end
		from value where model in `
	for _, tt := range []struct{ page, models string }{
		{"inflow", "('mart.inflow_by_year')"},
		{"article-and-ground", "('mart.inflow_article', 'mart.inflow_ground')"},
		{"chain", "('mart.chain', 'mart.rate')"},
	} {
		t.Run(tt.page, func(t *testing.T) {
			want := strings.TrimSpace(query(t, work, worst+tt.models))
			page, err := os.ReadFile(filepath.Join(work, "release", "current", "en", tt.page+".html"))
			if err != nil {
				t.Fatal(err)
			}
			found := countedOnPage.FindSubmatch(page)
			if found == nil {
				t.Fatalf("%s does not count its figures", tt.page)
			}
			line := html.UnescapeString(string(found[1]))
			words := regexp.MustCompile(`(\d+) of the (\d+) figures`).ReplaceAllString(line, "$1 of $2")
			if !strings.Contains(words, want) {
				t.Errorf("%s says %q; counted anew it is %s", tt.page, line, want)
			}
		})
	}
}
