//go:build !unix

package extract

import (
	"context"
	"errors"
	"os"
)

var errNoPipe = errors.New("extracts are read through a named pipe, which this system does not have")

// MakePipe says that this system has no named pipes.
func MakePipe(string) error { return errNoPipe }

func openPipe(context.Context, string) (*os.File, error) { return nil, errNoPipe }
