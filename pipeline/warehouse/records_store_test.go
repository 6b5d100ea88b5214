package warehouse_test

import (
	"context"
	"fmt"
	"testing"

	"jaarcijfers/pipeline/warehouse"
)

// A model that is made in parts, one for each thread, has every key once, whatever
// number of parts that is: 1,000 keys, three rows of each.
func TestAModelInPartsIsWhole(t *testing.T) {
	const inParts = `/*
grain: {nl: "Eén sleutel.", en: "One key."}
columns:
  a: {nl: "De sleutel.", en: "The key."}
  rows_of_key: {nl: "Aantal rijen.", en: "Number of rows."}
split: true
parameters:
  part: {value: 0, nl: "Welk deel.", en: "Which part."}
  parts: {value: 1, nl: "In hoeveel delen.", en: "In how many parts."}
*/
select i % 1000 as a, count(*) as rows_of_key
from range(3000) as t(i)
where $parts = 1 or hash(i % 1000) % cast($parts as ubigint) = cast($part as ubigint)
group by all
`
	for _, threads := range []int{1, 2, 5} {
		for _, key := range []string{"", testKey} {
			p := openPrivate(t, warehouse.RecordOptions{Threads: threads, Key: key})
			models, problems := p.models(map[string]string{
				"record/parted.sql":  inParts,
				"extract/answer.sql": header + "select concat_ws(' ', count(*), count(distinct a), min(rows_of_key), max(rows_of_key)) as a from record.parted",
			})
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			if problems, err := p.Run(context.Background(), models, func(string) {}); err != nil || len(problems) > 0 {
				t.Fatal(problems, err)
			}
			got, err := p.read("extract.answer", "a")
			if want := "[[1000 1000 3 3]]"; fmt.Sprint(got) != want || err != nil {
				t.Errorf("%d threads: got %v %v, want %s", threads, got, err, want)
			}
		}
	}
}

// What goes wrong in one part stops the whole, and the reason is told.
func TestAModelInPartsFailsWhole(t *testing.T) {
	p := openPrivate(t, warehouse.RecordOptions{Threads: 2})
	models, problems := p.models(map[string]string{"record/parted.sql": `/*
grain: {nl: "Eén rij.", en: "One row."}
columns:
  a: {nl: "Een getal.", en: "A number."}
split: true
parameters:
  part: {value: 0, nl: "Welk deel.", en: "Which part."}
  parts: {value: 1, nl: "In hoeveel delen.", en: "In how many parts."}
*/
select case when $part = 1 and $parts = 2 then error('the second part broke') else 'whole' end as a
`})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	problems, err := p.Run(context.Background(), models, func(string) {})
	if err != nil || len(problems) != 1 || problems[0].Kind != "sql" || problems[0].File != "record/parted.sql" {
		t.Errorf("got %v %v", problems, err)
	}
}
