//go:build unix

package file

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var since = time.Date(2026, 11, 26, 9, 30, 0, 0, time.UTC)

func TestWhoWaitsIsToldWhoHasTheLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	must(t, os.WriteFile(path, []byte(strings.Repeat("left by a run that ended ", 40)), 0o600))
	unlock, err := Lock(t.Context(), path, since, nil)
	must(t, err)
	var held []Holder
	second, err := Lock(t.Context(), path, since.Add(time.Hour), func(h Holder) {
		held = append(held, h)
		unlock()
	})
	must(t, err)
	defer second()
	host, err := os.Hostname()
	must(t, err)
	if len(held) != 1 || held[0].PID != os.Getpid() || held[0].Host != host || !held[0].Since.Equal(since) {
		t.Errorf("told %v, want this process on %s since %v", held, host, since)
	}
}

func TestWaitingEndsWithItsContext(t *testing.T) {
	folder := t.TempDir()
	lockFile := func(ctx context.Context, waiting func(Holder)) (func(), error) {
		return Lock(ctx, filepath.Join(folder, "lock"), since, waiting)
	}
	lockFolder := func(ctx context.Context, waiting func(Holder)) (func(), error) {
		return LockFolder(ctx, folder, waiting)
	}
	for name, lock := range map[string]func(context.Context, func(Holder)) (func(), error){"file": lockFile, "folder": lockFolder} {
		t.Run(name, func(t *testing.T) {
			unlock, err := lock(t.Context(), nil)
			must(t, err)
			defer unlock()
			ctx, cancel := context.WithCancel(t.Context())
			if _, err := lock(ctx, func(Holder) { cancel() }); !errors.Is(err, context.Canceled) {
				t.Errorf("waiting ended with %v", err)
			}
		})
	}
}

func TestALockIsAFile(t *testing.T) {
	if _, err := Lock(t.Context(), os.DevNull, since, nil); err == nil {
		t.Error("a device was locked")
	}
}
