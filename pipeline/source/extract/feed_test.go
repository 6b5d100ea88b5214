//go:build unix

package extract_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"jaarcijfers/pipeline/source/extract"
)

func pipe(t *testing.T) string {
	return filepath.Join(t.TempDir(), "pipe")
}

// noneLeft waits until no more goroutines run than before. One that leaks makes it
// wait until the test run ends, which then shows it.
func noneLeft(t *testing.T) {
	t.Helper()
	before := runtime.NumGoroutine()
	t.Cleanup(func() {
		for runtime.NumGoroutine() > before {
			runtime.Gosched()
		}
	})
}

type (
	writer = func(context.Context, io.Writer) error
	reader = func(context.Context) error
)

// text is a writer of the same text always.
func text(s string) writer {
	return func(_ context.Context, to io.Writer) error {
		_, err := io.WriteString(to, s)
		return err
	}
}

// opened is a reader that opens the pipe as the engine does, where no context reaches
// it, and leaves the rest to take.
func opened(path string, take func(*os.File) error) reader {
	return func(context.Context) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		return errors.Join(take(f), f.Close())
	}
}

// allIs is a reader that says so when the pipe does not hold exactly want.
func allIs(path, want string) reader {
	return opened(path, func(f *os.File) error {
		got, err := io.ReadAll(f)
		if string(got) != want {
			err = errors.Join(err, fmt.Errorf("%d bytes were read, not these %d", len(got), len(want)))
		}
		return err
	})
}

func TestFeedGivesAllToOneReader(t *testing.T) {
	noneLeft(t)
	path := pipe(t)
	long := strings.Repeat("A1;ja;x\n", 400_000) // many times what a pipe holds
	for _, given := range []string{long, "", "A1"} {
		if err := errors.Join(extract.Feed(t.Context(), path, text(given), allIs(path, given))); err != nil {
			t.Error(err)
		}
	}
}

func TestFeedPassesOnWhatEachSays(t *testing.T) {
	noneLeft(t)
	path := pipe(t)
	torn, full := errors.New("the file is torn"), errors.New("the disk is full")
	written, taken := extract.Feed(t.Context(), path, func(ctx context.Context, to io.Writer) error {
		return errors.Join(text("A1")(ctx, to), torn)
	}, func(ctx context.Context) error {
		return errors.Join(allIs(path, "A1")(ctx), full)
	})
	if !errors.Is(written, torn) || !errors.Is(taken, full) {
		t.Errorf("written: %v; taken: %v", written, taken)
	}
}

func TestFeedEndsWhenItsReaderStops(t *testing.T) {
	noneLeft(t)
	path := pipe(t)
	s := source(t, table(t), "rows.csv", []byte(head+strings.Repeat("A1;ja;x\n", 400_000)))
	written, taken := extract.Feed(t.Context(), path, func(_ context.Context, to io.Writer) error {
		_, err := extract.Open(s, nil).Pass(t.Context(), to, func(int) {})
		return err
	}, opened(path, func(f *os.File) error {
		_, err := io.ReadFull(f, make([]byte, 10))
		return err
	}))
	// Either it wrote to nobody, or was told of the end before it did.
	if !errors.Is(written, syscall.EPIPE) && !errors.Is(written, context.Canceled) || taken != nil {
		t.Errorf("written: %v; taken: %v", written, taken)
	}
}

func TestFeedEndsWhenItsReaderNeverOpens(t *testing.T) {
	noneLeft(t)
	refused := errors.New("no such column")
	written, taken := extract.Feed(t.Context(), pipe(t), nobody, func(context.Context) error { return refused })
	if !errors.Is(written, context.Canceled) || !errors.Is(taken, refused) {
		t.Errorf("written: %v; taken: %v", written, taken)
	}
}

// nobody is a writer that must not be asked.
func nobody(context.Context, io.Writer) error { return errors.New("there is nobody to write to") }

func TestFeedEndsWithItsContext(t *testing.T) {
	noneLeft(t)
	t.Run("before a reader came", func(t *testing.T) {
		path := pipe(t)
		ctx, stop := context.WithCancel(t.Context())
		stop()
		written, taken := extract.Feed(ctx, path, nobody, allIs(path, ""))
		if !errors.Is(written, context.Canceled) || taken != nil {
			t.Errorf("written: %v; taken: %v", written, taken)
		}
	})
	t.Run("while a reader comes", func(t *testing.T) {
		path := pipe(t)
		for range 200 {
			ctx, stop := context.WithCancel(t.Context())
			go stop()
			written, taken := extract.Feed(ctx, path, text("A1"), opened(path, func(f *os.File) error {
				_, err := io.Copy(io.Discard, f)
				return err
			}))
			if written != nil && !errors.Is(written, context.Canceled) || taken != nil {
				t.Fatalf("written: %v; taken: %v", written, taken)
			}
		}
	})
	t.Run("while a reader does not read", func(t *testing.T) {
		path := pipe(t)
		ctx, stop := context.WithCancel(t.Context())
		open, over := make(chan bool), make(chan bool)
		written, taken := extract.Feed(ctx, path, func(_ context.Context, to io.Writer) error {
			defer close(over)
			<-open
			stop()
			_, err := to.Write(make([]byte, 1<<20)) // more than a pipe holds
			return err
		}, opened(path, func(*os.File) error { close(open); <-over; return nil }))
		if !errors.Is(written, context.Canceled) || taken != nil {
			t.Errorf("written: %v; taken: %v", written, taken)
		}
	})
}

func TestFeedNeedsAPlaceForItsPipe(t *testing.T) {
	none := func(context.Context) error { return errors.New("there is nothing to read") }
	written, taken := extract.Feed(t.Context(), filepath.Join(t.TempDir(), "gone", "pipe"), nobody, none)
	if !errors.Is(written, os.ErrNotExist) || taken != nil {
		t.Errorf("written: %v; taken: %v", written, taken)
	}
}

func TestPipeIsPrivateAndReplacesAnOldOneAndIsTakenAway(t *testing.T) {
	path := pipe(t)
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	written, taken := extract.Feed(t.Context(), path, text("A1"), func(ctx context.Context) error {
		info, err := os.Stat(path)
		if err == nil && info.Mode() != os.ModeNamedPipe|0o600 {
			err = fmt.Errorf("mode %v", info.Mode())
		}
		return errors.Join(err, allIs(path, "A1")(ctx))
	})
	if err := errors.Join(written, taken); err != nil {
		t.Error(err)
	}
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the pipe is still there: %v", err)
	}
}
