package synth_test

import (
	"fmt"
	"math"
	"testing"

	"jaarcijfers/pipeline/synth"
)

// near wants a share of n draws within five standard deviations of what the plan
// says; n is the number of draws that do not depend on each other.
func near(t *testing.T, what string, got, want float64, n int) {
	t.Helper()
	if off := 5 * math.Sqrt(want*(1-want)/float64(n)); math.Abs(got-want) > off {
		t.Errorf("%s: %.4f, want %.4f ± %.4f", what, got, want, off)
	}
}

// count counts rows by one field.
func count(rows []map[string]string, field string) map[string]int {
	counts := map[string]int{}
	for _, row := range rows {
		counts[row[field]]++
	}
	return counts
}

func share(part, whole int) float64 { return float64(part) / float64(whole) }

// bigPlan is one that ended long ago, so that all that will be disposed of is.
func bigPlan() synth.Plan {
	p := examplePlan()
	p.Share["share_clustered"] = 0
	p.Until = date("2060-12-31")
	return p
}

func TestSharesAreThoseOfThePlan(t *testing.T) {
	const rows = 40_000
	p := bigPlan()
	p.Grounds = nil
	x := write(t, p, synth.Options{Rows: rows, Seed: 3})
	cases := len(count(x.rows["offences"], "case_number"))
	online, elsewhere := 0, 0
	for _, row := range x.rows["offences"] {
		if row["place"] != p.OnlinePlace {
			elsewhere++
			if row["online"] == "true" {
				online++
			}
		}
	}
	near(t, "online", share(online, elsewhere), 0.3, elsewhere)
	near(t, "cases with a second suspect", share(len(x.rows["suspects"])-cases, cases), 0.1, cases)
	near(t, "disposed", share(len(x.rows["disposals"]), rows), 0.9, cases/2)
	near(t, "verdicts after a summons", share(len(x.rows["verdicts"]), count(x.rows["disposals"], "disposal")["dagvaarding"]), 0.8, cases/2)
	if got := share(rows, cases); math.Abs(got-1.25) > 0.005 {
		t.Errorf("%.3f offences a case, want 1.25", got)
	}
	grounds := map[int]int{}
	for _, n := range count(x.rows["grounds"], "offence_number") {
		grounds[n]++
	}
	with := grounds[1] + grounds[2] + grounds[3]
	near(t, "no ground", share(rows-with, rows), 0.05, rows)
	near(t, "second ground", share(grounds[2]+grounds[3], with), 0.2, with)
	near(t, "third ground", share(grounds[3], with), 0.04, with)
}

// The weights of examplePlan: sex 85, 14 and 1 in 100; codis articles 66, 12, 12
// and 6 in 96; disposals 55, 30 and 15 in 100; events 95, 4 and 1 in 100.
func TestCodesAreDrawnByWeight(t *testing.T) {
	const rows = 40_000
	x := write(t, bigPlan(), synth.Options{Rows: rows, Seed: 4})
	suspects, offences, disposals := count(x.rows["suspects"], "sex"), count(x.rows["offences"], "article"), count(x.rows["disposals"], "disposal")
	for code, want := range map[string]float64{"man": 0.85, "vrouw": 0.14, "onbekend": 0.01} {
		near(t, code, share(suspects[code], len(x.rows["suspects"])), want, len(x.rows["suspects"]))
	}
	codis := count(x.rows["offences"], "kind")["codis"]
	for code, want := range map[string]float64{"art_266": 66. / 96, "art_285": 12. / 96, "art_300": 12. / 96, "art_350": 6. / 96} {
		near(t, code, share(offences[code], codis), want, codis)
	}
	for code, want := range map[string]float64{"dagvaarding": 0.55, "sepot": 0.3, "strafbeschikking": 0.15} {
		near(t, code, share(disposals[code], len(x.rows["disposals"])), want, len(x.rows["disposals"]))
	}
	for code, want := range map[string]float64{"": 0.95, "voetbalwedstrijd": 0.04, "demonstratie": 0.01} {
		near(t, "event "+code, share(count(x.rows["offences"], "event")[code], rows), want, rows/2)
	}
}

// 36,500 offences in 365 days are 100 a day, the first and the last day included.
func TestInflowIsEvenOverTheYear(t *testing.T) {
	p := bigPlan()
	p.Years = []synth.Year{{Year: 2023, Totals: map[string]int{"codis": 1}}}
	days := count(write(t, p, synth.Options{Rows: 36_500}).rows["offences"], "inflow_date")
	for _, on := range []string{"2023-01-01", "2023-01-02", "2023-01-10", "2023-06-15", "2023-12-20", "2023-12-30", "2023-12-31"} {
		near(t, on, share(days[on], 36_500), 1./365, 36_500/2)
	}
	if len(days) != 365 {
		t.Errorf("%d days", len(days))
	}
}

func TestWordingOfGroundsSwitchesOnItsDay(t *testing.T) {
	p := examplePlan()
	p.Years = p.Years[len(p.Years)-1:] // 2025
	x := write(t, p, synth.Options{Rows: 20_000})
	committed := map[string]string{}
	for _, row := range x.rows["offences"] {
		committed[row["offence_number"]] = row["offence_date"]
	}
	first, last := map[string]string{}, map[string]string{}
	for _, row := range x.rows["grounds"] {
		on, code := committed[row["offence_number"]], row["ground"]
		if first[code] == "" || on < first[code] {
			first[code] = on
		}
		last[code] = max(last[code], on)
	}
	// 20,000 offences are 55 a day, about 12 of them with either wording.
	if got := last["hetero_homoseksuele_gerichtheid"]; got != "2025-06-30" {
		t.Errorf("the old wording ends on %s", got)
	}
	if got := first["seksuele_gerichtheid"]; got != "2025-07-01" {
		t.Errorf("the new wording begins on %s", got)
	}
}

// By hand, for a mean of 150 days and the last day at the end of the year: of
// offences that come in evenly over the last year, 1 - 150/365 (1 - e^(-365/150))
// = 62.5 % had their disposal, of the share of 0.9 that gets one: 56.3 %. Of the
// year before, it is 1 - 150/365 (e^(-365/150) - e^(-730/150)) = 96.7 %: 87.0 %.
func TestOldCasesHaveEndedMoreOften(t *testing.T) {
	p := examplePlan()
	p.Share["share_clustered"] = 0
	const rows = 120_000
	x := write(t, p, synth.Options{Rows: rows, Seed: 6})
	inflow := map[string]string{}
	all := map[string]int{}
	for _, row := range x.rows["offences"] {
		year := row["inflow_date"][:4]
		inflow[row["offence_number"]] = year
		all[year]++
	}
	ended := func(table string) map[string]float64 {
		n := map[string]int{}
		for _, row := range x.rows[table] {
			n[inflow[row["offence_number"]]]++
		}
		shares := map[string]float64{}
		for year := range all {
			shares[year] = share(n[year], all[year])
		}
		return shares
	}
	disposed, judged := ended("disposals"), ended("verdicts")
	for year, want := range map[string]float64{"2014": 0.9, "2024": 0.870, "2025": 0.563} {
		if got := disposed[year]; math.Abs(got-want) > 0.025 {
			t.Errorf("%s: %.3f disposed of, want %.3f", year, got, want)
		}
	}
	// 0.9 disposed of, 0.55 of these by summons, 0.8 of these judged.
	if want := 0.9 * 0.55 * 0.8; math.Abs(judged["2014"]-want) > 0.025 {
		t.Errorf("2014: %.3f judged, want %.3f", judged["2014"], want)
	}
	if !(judged["2025"] < judged["2024"] && judged["2024"] < judged["2014"]) {
		t.Errorf("verdicts by year of inflow: %v", judged)
	}
}

func TestClustersAreFewCasesAboutOneEvent(t *testing.T) {
	p := examplePlan()
	x := write(t, p, synth.Options{Rows: 30_000, Seed: 8})
	type group struct {
		offences int
		cases    map[string]bool
		shared   map[string]bool
	}
	groups := map[string]*group{}
	ofYear, clustered := map[string]int{}, map[string]int{}
	for _, row := range x.rows["offences"] {
		year := row["inflow_date"][:4]
		ofYear[year]++
		name := row["cluster"]
		if name == "" {
			continue
		}
		clustered[year]++
		if groups[name] == nil {
			groups[name] = &group{0, map[string]bool{}, map[string]bool{}}
		}
		g := groups[name]
		g.offences++
		g.cases[row["case_number"]] = true
		g.shared[fmt.Sprint(row["inflow_date"], row["event"], row["office"], row["place"])] = true
		if row["event"] == "" {
			t.Fatalf("a cluster about nothing: %v", row)
		}
	}
	for name, g := range groups {
		if len(g.shared) != 1 || len(g.cases)*len(g.cases) > g.offences {
			t.Errorf("%s: %d offences in %d cases, with %v", name, g.offences, len(g.cases), g.shared)
		}
	}
	for year, n := range ofYear {
		if want := int(math.Round(0.1 * float64(n))); clustered[year] != want {
			t.Errorf("%s: %d of %d offences in clusters, want %d", year, clustered[year], n, want)
		}
		if groups["synthetic_cluster_"+year+"_1"] == nil {
			t.Errorf("%s has no cluster", year)
		}
	}
	if len(groups) <= len(ofYear) {
		t.Errorf("%d clusters in %d years: no year has two", len(groups), len(ofYear))
	}
}
