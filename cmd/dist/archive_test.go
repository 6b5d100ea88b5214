package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

var (
	packedFiles = []file{{name: "a/é.txt", content: []byte("é\n")}, {name: "run", content: bytes.Repeat([]byte("x"), 100_000), runs: true}}
	packedTime  = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
)

func TestTheSameFilesGiveTheSameBytes(t *testing.T) {
	for name, write := range map[string]func(string, time.Time, []file) ([]byte, error){"tar": writeTar, "zip": writeZip} {
		one, err := write("folder", packedTime, packedFiles)
		other, again := write("folder", packedTime, packedFiles)
		if err := errors.Join(err, again); err != nil || !bytes.Equal(one, other) {
			t.Errorf("%s: two archives of the same files differ, %v", name, err)
		}
	}
}

func TestAnArchiveHoldsItsFilesWithTheirModes(t *testing.T) {
	packed, err := writeTar("folder", packedTime, packedFiles)
	if err != nil {
		t.Fatal(err)
	}
	loose, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for archive := tar.NewReader(loose); ; {
		head, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, head.FileInfo().Mode().String()+" "+head.Name)
	}
	want := []string{"-rw-r--r-- folder/a/é.txt", "-rwxr-xr-x folder/run"}
	if !slices.Equal(names, want) {
		t.Errorf("the tar holds %q, want %q", names, want)
	}
	if packed, err = writeZip("folder", packedTime, packedFiles); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	names = nil
	for _, f := range archive.File {
		names = append(names, f.Mode().String()+" "+f.Name)
		if !f.Modified.Equal(packedTime) {
			t.Errorf("%s is of %v", f.Name, f.Modified)
		}
	}
	if !slices.Equal(names, want) {
		t.Errorf("the zip holds %q, want %q", names, want)
	}
}

func TestAPartWithoutTermsIsNotPassedOn(t *testing.T) {
	folder := t.TempDir()
	var b bytes.Buffer
	if err := writeTerms(&b, "part", folder); !errors.Is(err, errNoLicence) {
		t.Errorf("without a licence: %v", err)
	}
	readme := filepath.Join(folder, "README.md")
	if err := os.WriteFile(readme, []byte("It has a licence, somewhere."), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := writeTerms(&b, "part", folder); !errors.Is(err, errNoLicence) {
		t.Errorf("with a README without terms: %v", err)
	}
	if err := os.WriteFile(readme, []byte("Permission is hereby granted to all."), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := writeTerms(&b, "part", folder); err != nil || !bytes.Contains(b.Bytes(), []byte("granted to all")) {
		t.Errorf("with a README with terms: %v, %s", err, b.String())
	}
	for _, name := range []string{"LICENSE.txt", "NOTICE"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("terms of "+name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b.Reset()
	if err := writeTerms(&b, "part", folder); err != nil || !bytes.Contains(b.Bytes(), []byte("terms of LICENSE.txt")) || !bytes.Contains(b.Bytes(), []byte("terms of NOTICE")) || bytes.Contains(b.Bytes(), []byte("granted")) {
		t.Errorf("%v, %s", err, b.String())
	}
}
