package extract

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// Feed hands what write gives to read, by way of a private file that it makes at path
// and takes away again: the engine opens no pipe of Windows. write ends before read
// begins. It gives what each of them said; when write fails, read does not run.
func Feed(ctx context.Context, path string, write func(context.Context, io.Writer) error, read func(context.Context) error) (written, taken error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("make file for the engine: %w", err), nil
	}
	defer func() { _ = os.Remove(path) }() // else the scratch folder takes it away
	if err := errors.Join(write(ctx, f), f.Close()); err != nil {
		return err, nil
	}
	return nil, read(ctx)
}
