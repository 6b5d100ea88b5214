//go:build unix

package extract_test

import (
	"context"
	"errors"
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
	t.Helper()
	path := filepath.Join(t.TempDir(), "pipe")
	if err := extract.MakePipe(path); err != nil {
		t.Fatal(err)
	}
	return path
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

// read opens the pipe as the engine does, and gives what take makes of it.
func read(path string, take func(*os.File) error) chan error {
	done := make(chan error, 1)
	go func() {
		f, err := os.Open(path)
		if err == nil {
			err = errors.Join(take(f), f.Close())
		}
		done <- err
	}()
	return done
}

func allOf(f *os.File, want string) error {
	got, err := io.ReadAll(f)
	if string(got) != want {
		err = errors.Join(err, errors.New("something else was read"))
	}
	return err
}

func TestFeedGivesAllToOneReader(t *testing.T) {
	noneLeft(t)
	path := pipe(t)
	text := strings.Repeat("A1;ja;x\n", 400_000) // many times what a pipe holds
	reader := read(path, func(f *os.File) error { return allOf(f, text) })
	err := extract.Feed(t.Context(), path, func(to io.Writer) error {
		_, err := io.WriteString(to, text)
		return err
	})
	if err := errors.Join(err, <-reader); err != nil {
		t.Error(err)
	}
}

func TestFeedOfNothingEndsTheReader(t *testing.T) {
	noneLeft(t)
	path := pipe(t)
	reader := read(path, func(f *os.File) error { return allOf(f, "") })
	err := extract.Feed(t.Context(), path, func(io.Writer) error { return nil })
	if err := errors.Join(err, <-reader); err != nil {
		t.Error(err)
	}
}

func TestFeedPassesOnWhatTheWriterSays(t *testing.T) {
	noneLeft(t)
	path := pipe(t)
	reader := read(path, func(f *os.File) error { return allOf(f, "A1") })
	broke := errors.New("it broke")
	err := extract.Feed(t.Context(), path, func(to io.Writer) error {
		_, err := io.WriteString(to, "A1")
		return errors.Join(err, broke)
	})
	if err := <-reader; err != nil {
		t.Errorf("reader: %v", err)
	}
	if !errors.Is(err, broke) {
		t.Errorf("feed: %v", err)
	}
}

func TestFeedEndsWhenItsReaderStops(t *testing.T) {
	noneLeft(t)
	path := pipe(t)
	s := source(t, table(t), "rows.csv", []byte(head+strings.Repeat("A1;ja;x\n", 400_000)))
	reader := read(path, func(f *os.File) error {
		_, err := io.ReadFull(f, make([]byte, 10))
		return err
	})
	err := extract.Feed(t.Context(), path, func(to io.Writer) error {
		_, err := extract.Open(s, nil).Pass(t.Context(), to, func(int) {})
		return err
	})
	if !errors.Is(err, syscall.EPIPE) {
		t.Errorf("feed: %v", err)
	}
	if err := <-reader; err != nil {
		t.Errorf("reader: %v", err)
	}
}

func TestFeedEndsWithItsContext(t *testing.T) {
	noneLeft(t)
	t.Run("before a reader came", func(t *testing.T) {
		path := pipe(t)
		ctx, stop := context.WithCancel(t.Context())
		stop()
		err := extract.Feed(ctx, path, func(io.Writer) error { return errors.New("there is nobody to write to") })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("feed: %v", err)
		}
		// One that comes too late must not wait for ever.
		if err := <-read(path, func(*os.File) error { return nil }); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("reader: %v", err)
		}
	})
	t.Run("while a reader comes", func(t *testing.T) {
		for range 200 {
			path := pipe(t)
			ctx, stop := context.WithCancel(t.Context())
			reader := read(path, func(f *os.File) error { _, err := io.Copy(io.Discard, f); return err })
			go stop()
			err := extract.Feed(ctx, path, func(to io.Writer) error { _, err := io.WriteString(to, "A1"); return err })
			if err != nil && !errors.Is(err, context.Canceled) {
				t.Fatalf("feed: %v", err)
			}
			if err := <-reader; err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Fatalf("reader: %v", err)
			}
		}
	})
	t.Run("while a reader does not read", func(t *testing.T) {
		path := pipe(t)
		ctx, stop := context.WithCancel(t.Context())
		open, fed := make(chan bool), make(chan bool)
		reader := read(path, func(*os.File) error { close(open); <-fed; return nil })
		err := extract.Feed(ctx, path, func(to io.Writer) error {
			<-open
			stop()
			_, err := to.Write(make([]byte, 1<<20)) // more than a pipe holds
			return err
		})
		close(fed)
		if !errors.Is(err, context.Canceled) {
			t.Errorf("feed: %v", err)
		}
		if err := <-reader; err != nil {
			t.Errorf("reader: %v", err)
		}
	})
}

func TestFeedNeedsAPipe(t *testing.T) {
	if err := extract.Feed(t.Context(), filepath.Join(t.TempDir(), "gone"), func(io.Writer) error { return nil }); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

func TestMakePipeIsPrivateAndReplacesAnOldOne(t *testing.T) {
	path := pipe(t)
	if err := extract.MakePipe(path); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode() != os.ModeNamedPipe|0o600 {
		t.Error(info.Mode(), err)
	}
	if err := extract.MakePipe(filepath.Join(path, "below")); err == nil {
		t.Error("a pipe was made below a pipe")
	}
}
