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

// MakePipe makes a pipe with a name, that a reader opens like a file. Nothing that
// goes through it is ever on disk.
func MakePipe(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("remove old pipe: %w", err)
	}
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		return fmt.Errorf("make pipe %s: %w", path, err)
	}
	return nil
}

// openPipe waits for a reader: what is written before there is one would be lost.
// When ctx ends there will be no writer, so no reader may wait for one.
func openPipe(ctx context.Context, path string) (*os.File, error) {
	wait := time.NewTicker(time.Millisecond)
	defer wait.Stop()
	for {
		pipe, err := os.OpenFile(path, os.O_WRONLY|syscall.O_NONBLOCK, 0)
		switch {
		case err == nil:
			return pipe, nil
		case !errors.Is(err, syscall.ENXIO):
			return nil, fmt.Errorf("open pipe: %w", err)
		}
		select {
		case <-ctx.Done():
			letGo(path)
			return nil, ctx.Err()
		case <-wait.C:
		}
	}
}

// letGo frees a reader that waits in opening the pipe, where no context reaches
// it: it reads nothing. One that comes later finds no pipe.
func letGo(path string) {
	pipe, err := os.OpenFile(path, os.O_RDWR|syscall.O_NONBLOCK, 0)
	if err != nil {
		return
	}
	_ = os.Remove(path) // whoever made the folder takes away what is left
	_ = pipe.Close()
}
