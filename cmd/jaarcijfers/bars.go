package main

import (
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"jaarcijfers/pipeline/report"
)

// A stepBar is the line of one step on a terminal: name, bar, count, the item
// at work and the time.
type stepBar struct {
	bar  *mpb.Bar
	last atomic.Pointer[report.Event] // the bar draws in a goroutine of its own
}

// bars shows one line a step; the lines stay when the run is over. They fit in
// 80 columns.
func (p *program) bars() progress {
	screen := mpb.New(mpb.WithOutput(p.err), mpb.WithWidth(20), mpb.WithRefreshRate(100*time.Millisecond))
	steps := map[report.Step]*stepBar{}
	return progress{
		event: func(e report.Event) {
			step := steps[e.Step]
			if step == nil {
				step = p.stepBar(screen, e.Step)
				steps[e.Step] = step
			}
			step.show(e)
		},
		close: func() {
			for _, step := range steps {
				step.bar.Abort(false)
			}
			screen.Wait()
		},
	}
}

func (p *program) stepBar(screen *mpb.Progress, name report.Step) *stepBar {
	step := &stepBar{}
	started := time.Now()
	step.last.Store(&report.Event{})
	step.bar = screen.New(0, mpb.BarStyle().Lbound(" ").Filler("█").Tip("█").Padding("░").Rbound(" "),
		mpb.PrependDecorators(decor.Name(p.stepName(name), decor.WC{W: 18, C: decor.DindentRight})),
		mpb.AppendDecorators(
			decor.Any(func(decor.Statistics) string { return p.count(*step.last.Load()) }, decor.WC{W: 11}),
			decor.Any(func(decor.Statistics) string {
				e := step.last.Load()
				elapsed := e.Elapsed
				if !e.Finished {
					elapsed = time.Since(started)
				}
				return p.seconds(elapsed)
			}, decor.WC{W: 8}),
			decor.Any(func(decor.Statistics) string {
				e := step.last.Load()
				if e.Finished {
					return ""
				}
				return "  " + shorten(printable(e.Item), 24)
			}),
		))
	return step
}

func (s *stepBar) show(e report.Event) {
	s.last.Store(&e)
	s.bar.SetTotal(int64(max(e.Total, e.Done)), false)
	s.bar.SetCurrent(int64(e.Done))
	if e.Finished {
		s.bar.SetTotal(int64(max(e.Total, 1)), false)
		s.bar.SetCurrent(int64(max(e.Total, 1)))
		s.bar.EnableTriggerComplete()
	}
}
