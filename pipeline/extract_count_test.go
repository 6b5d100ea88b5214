package pipeline_test

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// recount counts an extract again, without our reader and without a database.
type recount map[string]int // "dimension/category/year"

func (r recount) add(dimension, category, date string) { r[dimension+"/"+category+"/"+date[:4]]++ }

func countAgain(t *testing.T, folder string) recount {
	r := recount{}
	inflow, disposed, began := map[string]string{}, map[string]string{}, map[string]string{}
	for _, o := range table(t, folder, "offences") {
		inflow[o["offence_number"]] = o["inflow_date"]
		if first := began[o["case_number"]]; first == "" || o["inflow_date"] < first {
			began[o["case_number"]] = o["inflow_date"]
		}
		for _, d := range []string{"article", "office", "place"} {
			r.add(d, o[d], o["inflow_date"])
		}
		r.add("online", map[string]string{"true": "online", "false": "not_online"}[o["online"]], o["inflow_date"])
		r.add("stage", "inflow", o["inflow_date"])
		cluster := "outside_cluster"
		if o["cluster"] != "" {
			cluster = "in_cluster"
		}
		r.add("cluster", cluster, o["inflow_date"])
	}
	for _, s := range table(t, folder, "suspects") {
		r.add("age_group", s["age_group"], began[s["case_number"]])
		r.add("sex", s["sex"], began[s["case_number"]])
	}
	grounded := map[string]bool{}
	for _, g := range table(t, folder, "grounds") {
		grounded[g["offence_number"]] = true
		r.add("ground", g["ground"], inflow[g["offence_number"]])
	}
	for number, day := range inflow {
		if !grounded[number] {
			r.add("ground", "none_recorded", day)
		}
	}
	for _, d := range table(t, folder, "disposals") {
		disposed[d["offence_number"]] = d["disposal"]
		r.add("disposal", d["disposal"], d["disposal_date"])
		r.add("stage", "disposed", inflow[d["offence_number"]])
		if d["disposal"] == "dagvaarding" || d["disposal"] == "strafbeschikking" { // article 257a Sv
			r.add("stage", "prosecuted", inflow[d["offence_number"]])
		}
		if d["disposal"] == "dagvaarding" {
			r.add("stage", "summoned", inflow[d["offence_number"]])
		}
	}
	for _, v := range table(t, folder, "verdicts") {
		r.add("verdict", v["verdict"], v["verdict_date"])
		r.add("stage", "verdict", inflow[v["offence_number"]])
		if v["verdict"] == "conviction" {
			r.add("stage", "convicted", inflow[v["offence_number"]])
		}
	}
	return r
}

func TestEveryCountOfAnExtractIsCountedAgain(t *testing.T) {
	folder, work := releasedExtract(t)
	if seen, withheld := countedAlike(t, folder, work); seen < 400 || withheld < 50 {
		t.Errorf("%d seen, %d withheld", seen, withheld)
	}
}

var restsOnOffences = regexp.MustCompile(`^(disposal|verdict)/`)

// countedAlike holds every count in the release of an extract against another count
// of its files, and tells how many there were.
func countedAlike(t *testing.T, folder, work string) (seen, withheld int) {
	t.Helper()
	again, inflow := countAgain(t, folder), map[string]int{}
	for key, n := range again {
		if year, ok := strings.CutPrefix(key, "stage/inflow/"); ok {
			inflow[year] = n
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(query(t, work, `
		select dimension || '/' || category || '/' || time_period, coalesce(cast(cast(obs_value as bigint) as varchar), case when conf_status = 'C' then 'C' else obs_status end)
		from mart.extract_breakdown
		where series_id in ('extract_total_offence', 'extract_disposed_offence', 'extract_judged_offence', 'extract_suspect')
			and dimension in ('article', 'office', 'place', 'online', 'stage', 'cluster', 'ground', 'disposal', 'verdict', 'age_group', 'sex')`)), "\n") {
		key, value, _ := strings.Cut(line, " ")
		seen++
		switch n := again[key]; {
		case value == "C":
			withheld++
			if n == 0 {
				t.Errorf("%s is withheld and there is none", key)
			}
		case value == "M": // its code did not hold in that year
			if n != 0 {
				t.Errorf("%s could not be counted and there are %d", key, n)
			}
		case value == "L": // decisions of a year rest on its offences, of which none were delivered
			if decision, year := key[:len(key)-5], key[len(key)-4:]; inflow[year] > 0 || !restsOnOffences.MatchString(decision) {
				t.Errorf("%s was not delivered and there are %d", key, n)
			}
		case n >= 1 && n <= 4:
			t.Errorf("%s is %s: a count of 1 to 4 left", key, value)
		case value != strconv.Itoa(n):
			t.Errorf("%s is %s, counted again %d", key, value, n)
		}
		delete(again, key)
	}
	if len(again) > 0 {
		t.Errorf("not in the release: %v", slices.Sorted(maps.Keys(again)))
	}
	return seen, withheld
}
