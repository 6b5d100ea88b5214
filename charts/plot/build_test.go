package plot

import (
	"context"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"

	"jaarcijfers/charts"
	"jaarcijfers/charts/draw"
)

func TestChartsComeInTheirOrder(t *testing.T) {
	var got []string
	for spec, built := range sideBySide(t.Context(), nil, func(_ *draw.Drawer, s charts.Spec) []outcome { return []outcome{{lang: s.ID}} }) {
		if len(built) != 1 || built[0].lang != spec.ID {
			t.Errorf("%s came with %v", spec.ID, built)
		}
		got = append(got, spec.ID)
	}
	var want []string
	for _, spec := range charts.All() {
		want = append(want, spec.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestNoChartIsUnderWayWhenDrawingStopped(t *testing.T) {
	for name, stop := range map[string]func(cancel func()) bool{
		"by who asked":    func(func()) bool { return true },
		"by an interrupt": func(cancel func()) bool { cancel(); return false },
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var begun, ended atomic.Int64
			stopped := make(chan struct{})
			taken := 0
			for range sideBySide(ctx, nil, func(_ *draw.Drawer, s charts.Spec) []outcome {
				begun.Add(1)
				defer ended.Add(1)
				if s.ID == charts.All()[0].ID {
					return nil
				}
				<-stopped
				for range 1000 { // those who do not wait are ahead by now
					runtime.Gosched()
				}
				return nil
			}) {
				if taken++; taken == 1 {
					close(stopped)
				}
				if stop(cancel) {
					break
				}
			}
			if taken != 1 || begun.Load() != ended.Load() {
				t.Errorf("%d charts were taken, %d begun and %d ended", taken, begun.Load(), ended.Load())
			}
		})
	}
}
