package synth_test

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/pipeline/synth"
)

func TestFilesAreNamedAndTold(t *testing.T) {
	for _, tt := range []struct {
		name  string
		parts int
		want  []string
	}{
		{"one", 0, []string{
			"offences-synthetic.csv", "grounds-synthetic.csv", "suspects-synthetic.csv", "disposals-synthetic.csv", "verdicts-synthetic.csv",
			"README-synthetic.txt",
		}},
		{"two", 2, []string{
			"offences-synthetic-01.csv", "grounds-synthetic-01.csv", "suspects-synthetic-01.csv", "disposals-synthetic-01.csv", "verdicts-synthetic-01.csv",
			"offences-synthetic-02.csv", "grounds-synthetic-02.csv", "suspects-synthetic-02.csv", "disposals-synthetic-02.csv", "verdicts-synthetic-02.csv",
			"README-synthetic.txt",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "new", "folder")
			var told []string
			files, err := synth.Write(t.Context(), folder, examplePlan(), synth.Options{Rows: 50, Parts: tt.parts}, func(file string) { told = append(told, file) })
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, path := range files {
				names = append(names, filepath.Base(path))
			}
			if diff := cmp.Diff(tt.want, names); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(files, told); diff != "" {
				t.Error(diff)
			}
			if there := list(t, folder); len(there) != len(files) {
				t.Errorf("the folder holds %v", there)
			}
		})
	}
}

func TestAFolderThatHoldsAnythingIsRefused(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "offences.csv"), []byte("real"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := synth.Write(t.Context(), folder, examplePlan(), synth.Options{}, nil)
	var full *synth.NotEmptyError
	if !errors.As(err, &full) || full.Folder != folder || full.Entry != "offences.csv" {
		t.Errorf("got %v", err)
	}
	if there := list(t, folder); !slices.Equal(there, []string{"offences.csv"}) {
		t.Errorf("the folder holds %v", there)
	}
}

func TestAnInterruptLeavesNothing(t *testing.T) {
	empty := t.TempDir()
	for name, folder := range map[string]string{"folder that was there": empty, "new folder": filepath.Join(empty, "..", "new")} {
		t.Run(name, func(t *testing.T) {
			ctx, stop := context.WithCancel(t.Context())
			files, err := synth.Write(ctx, folder, examplePlan(), synth.Options{Rows: 50_000, Parts: 3}, func(string) { stop() })
			if !errors.Is(err, context.Canceled) || files != nil {
				t.Errorf("got %v, %v", files, err)
			}
			there, err := os.ReadDir(folder)
			if folder == empty && (err != nil || len(there) > 0) || folder != empty && !errors.Is(err, os.ErrNotExist) {
				t.Errorf("left %v, %v", there, err)
			}
		})
	}
}

func TestAFileThatCannotBeWrittenLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	// When the first file is done, something takes the name of the third.
	thief := func(file string) {
		if strings.Contains(file, "offences") {
			if err := os.Mkdir(filepath.Join(folder, "suspects-synthetic.csv"), 0o755); err != nil {
				t.Error(err)
			}
		}
	}
	if _, err := synth.Write(t.Context(), folder, examplePlan(), synth.Options{}, thief); err == nil || !strings.Contains(err.Error(), "name suspects-synthetic.csv") {
		t.Errorf("got %v", err)
	}
	if there := list(t, folder); !slices.Equal(there, []string{"suspects-synthetic.csv"}) {
		t.Errorf("the folder holds %v", there)
	}
}

func list(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestFaultsOfAPlanAreNamed(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func(*synth.Plan)
		want  string
	}{
		"no years":            {func(p *synth.Plan) { p.Years = nil }, "needs years"},
		"no last day":         {func(p *synth.Plan) { p.Until = synth.Plan{}.Until }, "a last day"},
		"years out of order":  {func(p *synth.Plan) { p.Years[1].Year = 2014 }, "year 2014 stands after 2014"},
		"a century":           {func(p *synth.Plan) { p.Years[0].Year = 1925 }, "same two digits"},
		"a year too late":     {func(p *synth.Plan) { p.Until = date("2024-12-31") }, "year 2025 lies after"},
		"fewer than none":     {func(p *synth.Plan) { p.Years[0].Totals["codis"] = -1 }, "-1 offences of kind"},
		"nothing at all":      {func(p *synth.Plan) { p.Years = []synth.Year{{Year: 2024}} }, "no offences"},
		"dimension":           {func(p *synth.Plan) { p.Weights["colour"] = nil }, `"colour": no such dimension`},
		"code with separator": {func(p *synth.Plan) { p.Weights["place"][0].Code = "a;b" }, `place: code "a;b"`},
		"code without text":   {func(p *synth.Plan) { p.Weights["place"][0].Code = "" }, `place: code ""`},
		"weight below zero":   {func(p *synth.Plan) { p.Weights["place"][0].Weight = -1 }, "with weight -1"},
		"weight not a number": {func(p *synth.Plan) { p.Weights["place"][0].Weight = math.NaN() }, "with weight NaN"},
		"missing figure":      {func(p *synth.Plan) { delete(p.Share, "share_online") }, "share_online is missing"},
		"unknown figure":      {func(p *synth.Plan) { p.Share["share_onlin"] = 0 }, `"share_onlin": no such figure`},
		"figure out of range": {func(p *synth.Plan) { p.Share["share_online"] = 1.5 }, "share_online is 1.5"},
		"figure not a number": {func(p *synth.Plan) { p.Share["share_online"] = math.NaN() }, "share_online is NaN"},
		"no way to court":     {func(p *synth.Plan) { p.Summons = "dagvaardig" }, `no disposal "dagvaardig"`},
		"day without code":    {func(p *synth.Plan) { p.Weights["ground"] = p.Weights["ground"][3:4] }, "no ground is valid on 2025-07-01"},
		"no article of kind":  {func(p *synth.Plan) { p.Weights["article"] = p.Weights["article"][:3] }, "no article of kind codis is valid on 2014-01-01"},
		"no disposal later":   {func(p *synth.Plan) { p.Until = date("2026-12-31"); endAll(p.Weights["disposal"], "2026-03-31") }, "no disposal is valid on 2026-04-01"},
		"no verdict":          {func(p *synth.Plan) { p.Weights["verdict"] = nil }, "no verdict is valid"},
	} {
		t.Run(name, func(t *testing.T) {
			p := examplePlan()
			tt.spoil(&p)
			folder := filepath.Join(t.TempDir(), "x")
			_, err := synth.Write(t.Context(), folder, p, synth.Options{}, nil)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
			if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("the folder was made: %v", err)
			}
		})
	}
}

func endAll(weights []synth.Weight, on string) {
	for i := range weights {
		weights[i].To = date(on)
	}
}
