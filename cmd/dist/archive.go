package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"time"
)

// A file is one file of an archive, by its path with slashes.
type file struct {
	name    string
	content []byte
	runs    bool // it is a program or a library
}

func (f file) mode() fs.FileMode {
	if f.runs {
		return 0o755
	}
	return 0o644
}

// writeTar packs files, in their order, in a folder; all have the same time and no owner.
func writeTar(folder string, changed time.Time, files []file) ([]byte, error) {
	var packed bytes.Buffer
	squeezed, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	archive := tar.NewWriter(squeezed)
	for _, f := range files {
		head := tar.Header{Typeflag: tar.TypeReg, Name: path.Join(folder, f.name), Size: int64(len(f.content)), Mode: int64(f.mode()), ModTime: changed}
		if err := archive.WriteHeader(&head); err != nil {
			return nil, fmt.Errorf("pack %s: %w", f.name, err)
		}
		if _, err := archive.Write(f.content); err != nil {
			return nil, fmt.Errorf("pack %s: %w", f.name, err)
		}
	}
	return finished(&packed, errors.Join(archive.Close(), squeezed.Close()))
}

// writeZip is writeTar for Windows.
func writeZip(folder string, changed time.Time, files []file) ([]byte, error) {
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	for _, f := range files {
		head := zip.FileHeader{Name: path.Join(folder, f.name), Method: zip.Deflate, Modified: changed}
		head.SetMode(f.mode())
		entry, err := archive.CreateHeader(&head)
		if err != nil {
			return nil, fmt.Errorf("pack %s: %w", f.name, err)
		}
		if _, err := entry.Write(f.content); err != nil {
			return nil, fmt.Errorf("pack %s: %w", f.name, err)
		}
	}
	return finished(&packed, archive.Close())
}

func finished(packed *bytes.Buffer, err error) ([]byte, error) {
	if err != nil {
		return nil, fmt.Errorf("finish archive: %w", err)
	}
	return packed.Bytes(), nil
}
