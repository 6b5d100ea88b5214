package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// breakEvery says which rows are broken: one in a hundred.
const breakEvery = 100

// breakRows copies an extract with one row in a hundred broken, each in another
// way: a separator too many, a date that does not exist, an unknown code, a value
// that is missing, a control character, a key that occurs before.
func breakRows(from, to string) error {
	if err := os.Mkdir(to, 0o700); err != nil {
		return err
	}
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, e := range entries {
		act := copyFile
		if strings.HasPrefix(e.Name(), "offences") {
			act = breakFile
		}
		if err := act(filepath.Join(from, e.Name()), filepath.Join(to, e.Name())); err != nil {
			return fmt.Errorf("break %s: %w", e.Name(), err)
		}
	}
	return nil
}

func copyFile(from, to string) error { return os.Link(from, to) }

var dated = regexp.MustCompile(`;\d{4}-\d\d-\d\d;`)

func breakFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	lines, w := bufio.NewReaderSize(in, 1<<20), bufio.NewWriterSize(out, 1<<20)
	var before []byte
	for n := 0; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		written := line
		if n > 1 && n%breakEvery == 0 {
			written = broken(line, before, n/breakEvery)
		}
		if _, err := w.Write(written); err != nil {
			return err
		}
		before = append(before[:0], line...)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return out.Close()
}

func broken(line, before []byte, n int) []byte {
	switch n % 6 {
	case 0:
		return append([]byte(";"), line...)
	case 1:
		return dated.ReplaceAll(line, []byte(";2024-02-30;"))
	case 2:
		return bytes.Replace(line, []byte(";art_"), []byte(";atr_"), 1)
	case 3:
		return dated.ReplaceAll(line, []byte(";;"))
	case 4:
		return bytes.Replace(line, []byte("\n"), []byte("\x07\n"), 1)
	default:
		return before
	}
}

// patient copies the data package with a budget that a broken extract keeps to, so
// that it is counted like a clean one, and accepts the budget: the contract is part of
// the accepted state.
func (b extractBench) patient(ctx context.Context) (string, error) {
	data := filepath.Join(b.folder, "data")
	if err := os.CopyFS(data, os.DirFS(b.data)); err != nil {
		return "", err
	}
	path := filepath.Join(data, "extract", "datapackage.json")
	text, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	share := regexp.MustCompile(`"rejectBudgetShare": [0-9.]+`)
	if err := os.WriteFile(path, share.ReplaceAll(text, []byte(`"rejectBudgetShare": 0.1`)), 0o600); err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, b.program, "accept", "--data", data, "--work", filepath.Join(b.folder, "work"), "--reason", "definition",
		"--by", "benchmark", "--why", "Ruimte voor een extractie met fouten.", "--why-en", "Room for an extract with faults.")
	cmd.Stdin = strings.NewReader("y\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("accept a wider budget: %w\n%s", err, out)
	}
	return data, nil
}
