package mutants_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"jaarcijfers/cmd/mutants/mutants"
	"jaarcijfers/pipeline"
)

const data = "../../../data"

// The data are loaded once for all of these.
func TestTry(t *testing.T) {
	told, err := pipeline.Look(t.Context(), pipeline.Options{Data: data}, func(m pipeline.Modelled) error {
		bench, err := mutants.Open(t.Context(), m.Warehouse, m.Models, m.SQL, m.Package.PrimaryKeys())
		if err != nil {
			return err
		}
		t.Run("catches one of each kind against the edition before", func(t *testing.T) { oneOfEachKind(t, bench) })
		t.Run("catches without an edition before", func(t *testing.T) { firstEntry(t, bench) })
		t.Run("leaves the data as it was", func(t *testing.T) { asItWas(t, bench) })
		return nil
	})
	if err != nil {
		t.Fatalf("%v %+v", err, told)
	}
}

// What this proves for all is measured by make mutants.
func oneOfEachKind(t *testing.T, bench *mutants.Bench) {
	const oneOfEach = 100000
	list, err := bench.Mutants(context.Background(), oneOfEach)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range list {
		outcome, err := bench.Try(context.Background(), m)
		if err != nil {
			t.Fatal(err)
		}
		if !outcome.Caught() {
			t.Errorf("%s %s: caught by nothing", m.Kind, m.Name)
		}
	}
}

// Each of these rests on an independent source, which the comment names.
func firstEntry(t *testing.T, bench *mutants.Bench) {
	for _, c := range []struct {
		name, change, by string
	}{
		{
			"the police count of 2024", // 9,613 - 623 = 8,990 (ANP)
			"update raw.observation set obs_value = obs_value + 1 where observation_id = 'zeelandnet_2025.04'",
			"check.implied_follows",
		}, {
			"the ADV reports of 2017", // all bodies: 3,499 + 1,506 + 4,691 + 1,367 + 416 = 11,479 (NOS)
			"update raw.observation set obs_value = obs_value + 1 where series_id = 'adv_report' and category = 'total' and time_period = '2017'",
			"check.sum_of_bodies",
		}, {
			"the break of the police in 2019", // 5,487 is 17 per cent more than 3,299 + 1,375 (kst-30950-184)
			"delete from raw.series_break where break_id = 'police_2019'",
			"check.growth_of_levels",
		}, {
			"the prosecuted of 2021", // the return is the OM total: 485
			"update raw.observation set obs_value = 486 where series_id = 'odihr_prosecuted' and time_period = '2021'",
			"check.odihr_prosecuted_same",
		}, {
			"a percentage as a count",
			"update raw.observation set unit = 'count' where observation_id = 'om_cib2022_kikotapasando.04'",
			"check.unit_and_base",
		},
	} {
		outcome, err := bench.Try(context.Background(), mutants.Mutant{Kind: "test", Name: c.name, Changes: []string{c.change}})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(outcome.First, c.by) {
			t.Errorf("%s: caught by %v, not by %s", c.name, outcome.First, c.by)
		}
	}
}

func asItWas(t *testing.T, bench *mutants.Bench) {
	wrong := mutants.Mutant{Kind: "test", Name: "nothing left", Changes: []string{"delete from raw.observation where true"}}
	right := mutants.Mutant{Kind: "test", Name: "nothing changed", Changes: []string{"update raw.observation set note = note where true"}}
	if outcome, err := bench.Try(context.Background(), wrong); err != nil || !outcome.CaughtFirst() {
		t.Fatalf("all figures gone: %v, %v", outcome, err)
	}
	if outcome, err := bench.Try(context.Background(), right); err != nil || outcome.Caught() {
		t.Fatalf("nothing changed: caught by %v and %v, %v", outcome.First, outcome.Before, err)
	}
}

func TestTableCountsByKind(t *testing.T) {
	var table mutants.Table
	one := mutants.Mutant{Kind: "year", Name: "a"}
	table.Add(mutants.Outcome{Mutant: one, First: []string{"check.x"}, Before: []string{"check.accepted_row"}})
	table.Add(mutants.Outcome{Mutant: one, Before: []string{"check.accepted_row"}})
	table.Add(mutants.Outcome{Mutant: mutants.Mutant{Kind: "model", Name: "b"}, Tests: []string{"mart.y: a test"}})
	var out bytes.Buffer
	if err := table.Print(&out, true); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	for i, want := range []string{"year 2 1 2 0 accepted_row 2, x 1", "model 1 0 0 1", "all 3 1 2 1"} {
		if got := strings.Join(strings.Fields(lines[i+1]), " "); !strings.HasPrefix(got, want) {
			t.Errorf("line %d: %q, not %q", i+1, got, want)
		}
	}
	if !strings.Contains(out.String(), "caught by unit test mart.y: a test") {
		t.Errorf("the survivor does not say what caught it:\n%s", out.String())
	}
}
