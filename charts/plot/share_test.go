package plot

import (
	"errors"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"jaarcijfers/charts"
	"jaarcijfers/pipeline/stats"
	"jaarcijfers/sql"
)

// shares is the article chart with one share of each base.
func shares(t *testing.T, bases ...float64) (*Plot, error) {
	t.Helper()
	var rows []Row
	for i, base := range bases {
		for _, kind := range []string{"om_specific_offence", "om_codis_offence"} {
			r := omRow(kind, []string{"2021", "2022", "2023", "2024"}[i], 25)
			r.Unit, r.Dimension, r.Base = "percent", "article", number(base)
			r.Category = map[string]string{"om_specific_offence": "art_137c", "om_codis_offence": "art_266"}[kind]
			rows = append(rows, r)
		}
	}
	return newPlot(declared("inflow_article"), data("mart.inflow_article", rows), words(t)["en"])
}

// By hand: 25 per cent of 100, 60 and 40 are 25, 15 and 10.
func TestAShareIsShownByTheSizeOfItsBase(t *testing.T) {
	p, err := shares(t, 100, 60, 40)
	if err != nil {
		t.Fatal(err)
	}
	table, err := p.table()
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"25%", "25% (15 of 60)", "10 of 40"} {
		if have := table.Rows[i].Cells[0].Text; have != want {
			t.Errorf("base %v shows %q, want %q", *p.Panels[0].Series[0].Points[i].Row.Base, have, want)
		}
	}
	if p.Panels[0].Series[0].Points[2].Value != nil {
		t.Error("a share of 40 has a mark in the drawing")
	}
	notes, err := p.notes()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(strings.Join(notes, " "), "2023: the share is one of fewer than 50") {
		t.Errorf("notes do not name the small share: %q", notes)
	}
}

func TestAShareOfFewerThanTwentyIsRefused(t *testing.T) {
	_, err := shares(t, 100, 19)
	var refused *GuardError
	if !errors.As(err, &refused) || refused.Rule != "base" || !strings.Contains(err.Error(), "19 in 2022") {
		t.Errorf("got %v, want the base guard to name 19 in 2022", err)
	}
}

func TestAWithheldShareIsToldAndNoGap(t *testing.T) {
	p, err := shares(t, 100, 100)
	if err != nil {
		t.Fatal(err)
	}
	point := &p.Panels[0].Series[0].Points[1]
	point.Row.Value, point.Value, point.Row.ObsStatus = nil, nil, "Q"
	table, err := p.table()
	if err != nil {
		t.Fatal(err)
	}
	if cell := table.Rows[1].Cells[0]; cell.Text != "[u]" || cell.Detail != "withheld: the base is too small" {
		t.Errorf("cell is %+v", cell)
	}
	notes, err := p.notes()
	if err != nil {
		t.Fatal(err)
	}
	if all := strings.Join(notes, " "); !strings.Contains(all, "2022: no share") || strings.Contains(all, "no figure available for 2022") {
		t.Errorf("notes are %q", notes)
	}
}

func TestMoreThanFourSeriesInAPanelAreRefused(t *testing.T) {
	spec := declared("inflow_ground")
	spec.Form = charts.Lines
	var rows []Row
	for _, ground := range []string{"a", "b", "c", "d", "e"} {
		r := omRow("om_specific_offence", "2024", 10)
		r.Dimension, r.Category = "ground", ground
		rows = append(rows, r)
	}
	_, err := newPlot(spec, data("mart.inflow_ground", rows), words(t)["nl"])
	var refused *GuardError
	if !errors.As(err, &refused) || refused.Rule != "series" || len(refused.Series) != 5 {
		t.Errorf("got %v, want the series guard to name five", err)
	}
}

// What is a method here, and a number in SQL and in words, is the same.
func TestNumbersAreThoseOfSQL(t *testing.T) {
	text, err := sql.FS.ReadFile("meta/parameter.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var parameters map[string]struct{ Value float64 }
	if err := yaml.Unmarshal(text, &parameters); err != nil {
		t.Fatal(err)
	}
	limits := data("", nil).Limits
	for name, here := range map[string]float64{
		"confidence": stats.Confidence, "per_inhabitants": perInhabitants,
		"share_from": limits.ShareFrom, "share_drawn": limits.ShareDrawn, "share_alone": limits.ShareAlone,
	} {
		if there := parameters[name].Value; there != here {
			t.Errorf("%s is %v in sql/meta/parameter.yaml and %v here", name, there, here)
		}
	}
}
