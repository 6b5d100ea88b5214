//go:build unix

package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"jaarcijfers/pipeline/file"
)

// whenWritten acts on the first that is written to it.
type whenWritten struct {
	bytes.Buffer
	act func()
}

func (w *whenWritten) Write(b []byte) (int, error) {
	w.act()
	return w.Buffer.Write(b)
}

func TestASecondRunSaysWhoHasTheLockAndCtrlCEndsWaiting(t *testing.T) {
	work := t.TempDir()
	since := time.Date(2026, 11, 26, 9, 30, 0, 0, time.Local)
	unlock, err := file.Lock(t.Context(), filepath.Join(work, "lock"), since, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	schema := eventsSchema(t)
	for _, tt := range []struct {
		name string
		args []string
		want []string
	}{
		{"build", []string{"build"}, []string{"Another run (process ", "since 2026-11-26 09:30:00", work, "Interrupted"}},
		{"check", []string{"check", "--lang", "nl"}, []string{"Een andere opdracht (proces ", "sinds 2026-11-26 09:30:00", work, "Onderbroken"}},
		{"quiet", []string{"build", "--quiet"}, []string{"Another run (process "}},
		{"json", []string{"build", "--json"}, []string{`{"type":"waiting","pid":` + strconv.Itoa(os.Getpid()), `"since":"2026-11-26T09:30:00`, `"exit_code":130`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			said := &whenWritten{act: cancel}
			code := run(ctx, append(tt.args, "--data", "../../data", "--work", work), []string{"LANG=en_GB.UTF-8"}, strings.NewReader(""), said, said)
			if code != exitInterrupted {
				t.Errorf("exit code %d, want %d", code, exitInterrupted)
			}
			if tt.name == "json" {
				if err := validateEvents(schema, strings.TrimSuffix(said.String(), "Interrupted; nothing was published.\n")); err != nil {
					t.Error(err)
				}
			}
			for _, part := range tt.want {
				if !strings.Contains(said.String(), part) {
					t.Errorf("%q is not in: %s", part, &said.Buffer)
				}
			}
		})
	}
}
