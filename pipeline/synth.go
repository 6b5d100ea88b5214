package pipeline

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"time"

	"jaarcijfers/pipeline/engine"
	"jaarcijfers/pipeline/ingest"
	"jaarcijfers/pipeline/report"
	"jaarcijfers/pipeline/synth"
)

// SynthOptions say what synthetic extract to write.
type SynthOptions struct {
	Folder string // new or empty
	Rows   int    // number of offences; 0 for the published totals by year and kind
	Seed   uint64
	Parts  int // files per table; 0 for one
}

// summons is the disposal that leads to a court.
const summons = "dagvaarding"

// onlinePlace is the place at which all is online.
const onlinePlace = "internet"

// untilMonths is how long after its last year a synthetic extract was made, so
// that many of its cases have ended.
const untilMonths = 6

// Synth writes a generated extract that follows the published totals of o.Data,
// and gives the paths of its files. done is told of each. The report holds what is
// wrong with the data, when that is why there is none.
func Synth(ctx context.Context, o Options, s SynthOptions, done func(file string)) ([]string, *report.Report, error) {
	var paths []string
	told, err := o.look(ctx, func(r *run) error {
		plan, err := r.plan(ctx, s.Rows > 0)
		if err != nil {
			return err
		}
		paths, err = synth.Write(ctx, s.Folder, plan, synth.Options{Rows: s.Rows, Seed: s.Seed, Parts: s.Parts}, done)
		return err
	})
	if told != nil {
		told.Rejects = "" // it was in a folder that is gone
	}
	return paths, told, err
}

// look loads and models the data in a work folder of its own, for an act that only
// reads them.
func (o Options) look(ctx context.Context, act func(*run) error) (*report.Report, error) {
	folder, err := os.MkdirTemp("", "jaarcijfers-")
	if err != nil {
		return nil, fmt.Errorf("make folder: %w", err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	o.Work, o.Extract = folder, ingest.Options{}
	return start(ctx, o, func(r *run) error {
		if err := r.inOrder(ctx, r.load, r.model); err != nil {
			return err
		}
		return act(r)
	})
}

// plan is what a synthetic extract imitates: the years for which both kinds are
// known. beyond adds a year like the last, for what the law changed since.
func (r *run) plan(ctx context.Context, beyond bool) (synth.Plan, error) {
	p := synth.Plan{Weights: map[string][]synth.Weight{}, Share: map[string]float64{}, Summons: summons, OnlinePlace: onlinePlace, Grounds: map[string][]string{}}
	totals, err := r.ask(ctx, "synth/total.sql")
	if err != nil {
		return p, fmt.Errorf("read published totals: %w", err)
	}
	for _, row := range totals.Rows {
		year := int(row[0].(int32))
		if n := len(p.Years); n == 0 || p.Years[n-1].Year != year {
			p.Years = append(p.Years, synth.Year{Year: year, Totals: map[string]int{}})
		}
		p.Years[len(p.Years)-1].Totals[row[1].(string)] = int(row[2].(int64))
	}
	if n := len(p.Years); n > 0 && beyond {
		p.Years = append(p.Years, synth.Year{Year: p.Years[n-1].Year + 1, Totals: p.Years[n-1].Totals})
	}
	if n := len(p.Years); n > 0 {
		p.Until = time.Date(p.Years[n-1].Year+1, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, untilMonths, -1)
	}
	weights, err := r.ask(ctx, "synth/weight.sql")
	if err != nil {
		return p, fmt.Errorf("read weights of synthetic extracts: %w", err)
	}
	for _, row := range weights.Rows {
		addWeight(&p, row)
	}
	pairs, err := r.ask(ctx, "synth/ground.sql")
	if err != nil {
		return p, fmt.Errorf("read grounds of articles: %w", err)
	}
	for _, row := range pairs.Rows {
		article, ground := row[0].(string), row[1].(string)
		p.Grounds[article] = append(p.Grounds[article], ground)
	}
	return p, nil
}

// ask answers the question that an SQL file is.
func (r *run) ask(ctx context.Context, file string, args ...any) (*engine.ResultSet, error) {
	question, err := fs.ReadFile(r.sql, file)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return r.warehouse.Query(ctx, string(question), args...)
}

func addWeight(p *synth.Plan, row []any) {
	dimension, code := row[0].(string), row[1].(string)
	value, _ := row[5].(float64)
	if dimension == "parameter" {
		p.Share[code] = value
		return
	}
	w := synth.Weight{Code: code, Weight: value}
	w.Kind, _ = row[2].(string)
	w.From, _ = row[3].(time.Time)
	w.To, _ = row[4].(time.Time)
	if dimension == "event" && code == "none" {
		w.Code = ""
	}
	p.Weights[dimension] = append(p.Weights[dimension], w)
}
