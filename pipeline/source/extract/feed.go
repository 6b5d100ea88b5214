package extract

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// Feed writes what write gives into the pipe at path, for a reader that opens it
// at the same time, and ends when both are done. When ctx ends, for instance
// because the reader gave up, writing ends too.
func Feed(ctx context.Context, path string, write func(io.Writer) error) error {
	pipe, err := openPipe(ctx, path)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { _ = pipe.SetWriteDeadline(time.Unix(1, 0)) })
	defer stop()
	err = write(pipe)
	if closed := pipe.Close(); err == nil && closed != nil {
		err = fmt.Errorf("close pipe: %w", closed)
	}
	if ctx.Err() != nil && errors.Is(err, os.ErrDeadlineExceeded) {
		return ctx.Err()
	}
	return err
}
