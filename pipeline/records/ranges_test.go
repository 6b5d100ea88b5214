package records_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"jaarcijfers/pipeline/records"
)

// perKey counts the rows of a table by key, in ranges of the keys of table row.
const perKey = `/*
grain: {nl: "Eén sleutel.", en: "One key."}
columns:
  k: {nl: "De sleutel.", en: "The key."}
  times: {nl: "Aantal rijen.", en: "Number of rows."}
ranges: {of: accepted.row, key: k}
*/
select k, count(*) as times
from %s
where k >= $lower and ($upper is null or k < $upper)
group by k
`

// 200,000 rows with 40,001 keys: one key has 80,000 rows, the others three each; a
// hundred rows more have none. The other table has keys before, between and after
// those.
func TestAModelInRangesIsWhole(t *testing.T) {
	keys := make([]string, 0, 200_100)
	for i := range 120_000 {
		keys = append(keys, fmt.Sprintf("S%05d", i*7919%40_000)) // 7919 is prime, so that each comes three times, not in order
	}
	for range 80_000 {
		keys = append(keys, "S20000-1")
	}
	for range 100 {
		keys = append(keys, `""`)
	}
	others := []string{"!", "A", "S00000-1", "S20000-0", "S20000-1", "S20000-2", "S39999-1", "Z", "é"}
	columns := []records.Column{{Name: "k", Type: "varchar"}}
	for _, tt := range []struct {
		threads, ranges int
	}{
		// One row in 4,096 is looked at: 49, that stand for 200,704 rows. With 32 threads
		// a range is to have 125,000 rows, so that there are 2; with 200, 20,000, so that
		// there would be 11, of which 4 begin at the key that has two rows in five, and
		// only one does.
		{1, 1},
		{32, 2},
		{200, 8},
	} {
		t.Run(fmt.Sprint(tt.threads), func(t *testing.T) {
			p := openPrivate(t, records.Options{Threads: tt.threads})
			p.stage("row", columns, strings.Join(keys, "\n")+"\n")
			p.stage("other", columns, strings.Join(others, "\n")+"\n")
			models, problems := p.models(map[string]string{
				"record/per_key.sql":   fmt.Sprintf(perKey, "accepted.row"),
				"record/per_other.sql": fmt.Sprintf(perKey, "accepted.other"),
				"extract/answer.sql": answerHeader + `
					select concat_ws(' ', 'keys', count(*), count(distinct k), sum(times), count(*) filter (times = 3), max(times)) as a from record.per_key
					union all
					select concat_ws(' ', 'others', count(*), count(distinct k), sum(times)) from record.per_other`,
			})
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if problems, err := p.Run(context.Background(), models, func(string) {}); err != nil || len(problems) > 0 {
				t.Fatal(problems, err)
			}
			got, err := p.read("extract.answer", "a")
			if want := "[[keys 40001 40001 200000 40000 80000] [others 9 9 9]]"; fmt.Sprint(got) != want || err != nil {
				t.Errorf("got %v %v, want %s", got, err, want)
			}
			entries, err := os.ReadDir(p.folder)
			ranges := 0
			for _, e := range entries {
				if strings.HasPrefix(e.Name(), "record.per_key-") {
					ranges++
				}
			}
			if ranges != tt.ranges || err != nil {
				t.Errorf("%d ranges, want %d (%v)", ranges, tt.ranges, err)
			}
		})
	}
}

// What goes wrong in one range stops the whole, and the reason is told.
func TestAModelInRangesFailsWhole(t *testing.T) {
	p := openPrivate(t, records.Options{Threads: 200})
	var keys strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&keys, "S%05d\n", i)
	}
	p.stage("row", []records.Column{{Name: "k", Type: "varchar"}}, keys.String())
	whole := fmt.Sprintf(perKey, "accepted.row")
	for file, text := range map[string]string{
		"record/broken.sql":   strings.Replace(whole, "select k,", "select case when k = 'S77777' then error('a range broke') else k end as k,", 1),
		"record/no_table.sql": strings.Replace(whole, "of: accepted.row", "of: accepted.none", 1),
		"record/no_key.sql":   strings.Replace(whole, "key: k", "key: c", 1),
	} {
		models, problems := p.models(map[string]string{file: text})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		problems, err := p.Run(context.Background(), models, func(string) {})
		if err != nil || len(problems) != 1 || problems[0].Kind != "sql" && problems[0].Kind != "unknown_column" || problems[0].File != file {
			t.Errorf("%s: got %v %v", file, problems, err)
		}
	}
}
