//go:build linux

package extract_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/apache/arrow/go/v15/arrow"

	"jaarcijfers/pipeline/source/extract"
)

// delivered finds the one source of a file of disposals in a new folder.
func delivered(t *testing.T, name string, raw []byte) extract.Source {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	delivery, _, err := extract.Find(path, contractOf(t))
	if err != nil || len(delivery.Sources) != 1 {
		t.Fatal(delivery, err)
	}
	return delivery.Sources[0]
}

// changes are ways in which a file becomes another while it is read.
var changes = map[string]func(path string, raw []byte) error{
	"other bytes, same size and time": func(path string, raw []byte) error {
		info, err := os.Stat(path)
		if err == nil {
			err = os.WriteFile(path, bytes.Replace(raw, []byte("S24-1"), []byte("S24-7"), 1), 0o600)
		}
		if err != nil {
			return err
		}
		return os.Chtimes(path, info.ModTime(), info.ModTime())
	},
	"another in its place, same size and time": func(path string, raw []byte) error {
		info, err := os.Stat(path)
		if err == nil {
			err = os.WriteFile(path+".new", raw, 0o600)
		}
		if err == nil {
			err = os.Chtimes(path+".new", info.ModTime(), info.ModTime())
		}
		if err != nil {
			return err
		}
		return os.Rename(path+".new", path)
	},
	"longer": func(path string, raw []byte) error {
		return os.WriteFile(path, append(bytes.Clone(raw), raw[len(raw)/2:]...), 0o600)
	},
	"shorter": func(path string, raw []byte) error { return os.Truncate(path, int64(len(raw)/2)) },
	"emptied": func(path string, _ []byte) error { return os.Truncate(path, 0) },
	"gone":    func(path string, _ []byte) error { return os.Remove(path) },
	"a folder": func(path string, _ []byte) error {
		if err := os.Remove(path); err != nil {
			return err
		}
		return os.Mkdir(path, 0o700)
	},
	"a pipe": func(path string, _ []byte) error {
		if err := os.Remove(path); err != nil {
			return err
		}
		return syscall.Mkfifo(path, 0o600)
	},
}

// A file is read only as it was found, whatever is done to it and when.
func TestAFileThatChangesIsRefused(t *testing.T) {
	text := []byte("offence_number;disposal_date;disposal;synthetic\n" + strings.Repeat("S24-1;2024-01-05;sepot;\n", 200_000))
	columns := parquetOf(t, []arrow.Field{{Name: "case_number", Type: arrow.BinaryTypes.String}, {Name: "disposal_date", Type: arrow.BinaryTypes.String}, {Name: "disposal", Type: arrow.BinaryTypes.String}},
		stringColumn("S24-1"), stringColumn("2024-01-05"), stringColumn("sepot"))
	book := newBook(t)
	book.rows("disposals", []any{"case_number", "disposal_date", "disposal"}, []any{"S24-1", "2024-01-05", "sepot"})
	sheet, err := os.ReadFile(book.save())
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range changes {
		for file, raw := range map[string][]byte{"disposals.csv": text, "disposals.parquet": columns, "disposals.xlsx": sheet} {
			t.Run(name+"/"+file+"/before", func(t *testing.T) {
				s := delivered(t, file, raw)
				if err := change(s.Path, raw); err != nil {
					t.Fatal(err)
				}
				expectChanging(t, s, io.Discard)
			})
		}
		t.Run(name+"/disposals.csv/in the middle", func(t *testing.T) {
			s := delivered(t, "disposals.csv", text)
			expectChanging(t, s, &firstWrite{act: func() error { return change(s.Path, text) }})
		})
	}
}

func expectChanging(t *testing.T, s extract.Source, to io.Writer) {
	t.Helper()
	p, err := extract.Open(s, nil).Pass(context.Background(), to, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	if got := refusals(p); !strings.HasSuffix(got, " file_changing") || len(p.Refused) != 1 {
		t.Errorf("got %q", got)
	}
	if s.Unchanged() == nil {
		t.Error("it counts as unchanged")
	}
}

// firstWrite acts at the first write.
type firstWrite struct{ act func() error }

func (w *firstWrite) Write(b []byte) (int, error) {
	if w.act != nil {
		if err := w.act(); err != nil {
			return 0, err
		}
		w.act = nil
	}
	return len(b), nil
}

func TestAFileThatJustChangedIsNoPlainFile(t *testing.T) {
	s := delivered(t, "disposals.csv", []byte("offence_number;disposal_date;disposal;synthetic\nS24-1;2024-01-05;sepot;\n"))
	for after, want := range map[time.Duration]bool{0: false, time.Second: false, 3 * time.Second: true, -time.Hour: false} {
		if got := extract.Open(s, nil).Plain(time.Now().Add(after)); got != want {
			t.Errorf("after %v: %v", after, got)
		}
	}
	if s.Unchanged() != nil {
		t.Error("it did not change")
	}
}

func TestHashFileCountsBytes(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	if sum, err := extract.HashFile(ctx, strings.NewReader("abc"), 3); err != nil || sum != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Error(sum, err)
	}
	for _, size := range []int64{2, 4} {
		if _, err := extract.HashFile(ctx, strings.NewReader("abc"), size); err == nil {
			t.Errorf("3 bytes passed for %d", size)
		}
	}
	stop()
	if _, err := extract.HashFile(ctx, endless{}, 1<<40); err == nil {
		t.Error("hashing did not end with its context")
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) { return len(b), nil }
