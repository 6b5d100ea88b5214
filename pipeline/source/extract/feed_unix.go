//go:build unix

package extract

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

func makePipe(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("remove old pipe: %w", err)
	}
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		return fmt.Errorf("make pipe %s: %w", path, err)
	}
	return nil
}

// openPipe waits for a reader: what is written before there is one would be lost.
func openPipe(ctx context.Context, path string) (*os.File, error) {
	wait := time.NewTicker(time.Millisecond)
	defer wait.Stop()
	for ctx.Err() == nil {
		pipe, err := os.OpenFile(path, os.O_WRONLY|syscall.O_NONBLOCK, 0)
		switch {
		case err == nil:
			return pipe, nil
		case !errors.Is(err, syscall.ENXIO):
			return nil, fmt.Errorf("open pipe: %w", err)
		}
		select {
		case <-ctx.Done():
		case <-wait.C:
		}
	}
	return nil, ctx.Err()
}

// letGo frees a reader that waits in opening the pipe: for a moment it has a writer.
func letGo(path string) {
	if pipe, err := os.OpenFile(path, os.O_RDWR|syscall.O_NONBLOCK, 0); err == nil {
		_ = pipe.Close()
	}
}
