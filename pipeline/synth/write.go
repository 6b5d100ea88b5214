package synth

import (
	"context"
	"runtime"
	"sync"
)

// A turn is a block to fill, and its place in the order of writing: it may be
// written when before is closed, and closes after.
type turn struct {
	block  block
	before <-chan struct{}
	after  chan<- struct{}
}

// generate fills blocks on all processors and has write write them in order, one
// at a time.
func generate(ctx context.Context, m *model, blocks []block, seed uint64, write func(part int, r *rows) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	turns := make(chan turn)
	var workers sync.WaitGroup
	// One more than processors, for the one that waits for the disk.
	for range runtime.GOMAXPROCS(0) + 1 {
		workers.Go(func() {
			f := filler{m: m, seed: seed}
			for t := range turns {
				f.fill(t.block)
				select {
				case <-t.before:
				case <-ctx.Done():
					return
				}
				if err := write(t.block.part, &f.rows); err != nil {
					stop(err)
					return
				}
				close(t.after)
			}
		})
	}
	handOut(ctx, blocks, turns)
	workers.Wait()
	return context.Cause(ctx)
}

func handOut(ctx context.Context, blocks []block, turns chan<- turn) {
	defer close(turns)
	before := make(chan struct{})
	close(before)
	for _, b := range blocks {
		after := make(chan struct{})
		select {
		case turns <- turn{b, before, after}:
		case <-ctx.Done():
			return
		}
		before = after
	}
}
