//go:build unix

package extract

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// Feed hands what write gives to read, by way of a pipe that it makes at path and
// takes away again: nothing that goes through it is ever on disk. read opens the pipe
// like a file. Both run at the same time, each until it ends or ctx does, and write
// no longer than read. It gives what each of them said; without a pipe neither runs.
func Feed(ctx context.Context, path string, write func(context.Context, io.Writer) error, read func(context.Context) error) (written, taken error) {
	if err := makePipe(path); err != nil {
		return err, nil
	}
	defer func() { _ = os.Remove(path) }()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	reader := make(chan error, 1)
	go func() {
		defer stop() // or write would wait for a reader that is gone
		reader <- read(ctx)
	}()
	written = feed(ctx, path, write)
	return written, awaitReader(path, reader)
}

// feed writes to the pipe once there is a reader. When ctx ends, writing ends too.
func feed(ctx context.Context, path string, write func(context.Context, io.Writer) error) error {
	pipe, err := openPipe(ctx, path)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { _ = pipe.SetWriteDeadline(time.Unix(1, 0)) })
	defer stop()
	err = write(ctx, pipe)
	if closed := pipe.Close(); err == nil && closed != nil {
		err = fmt.Errorf("close pipe: %w", closed)
	}
	if ctx.Err() != nil && errors.Is(err, os.ErrDeadlineExceeded) {
		return ctx.Err()
	}
	return err
}

// awaitReader waits for the end of a reader that nothing is written for any more.
// No context reaches one that waits in opening the pipe, nor can be seen whether one
// is about to; so it is let go again and again, and then finds nothing to read.
func awaitReader(path string, reader <-chan error) error {
	again := time.NewTicker(time.Millisecond)
	defer again.Stop()
	for {
		select {
		case err := <-reader:
			return err
		case <-again.C:
			letGo(path)
		}
	}
}
