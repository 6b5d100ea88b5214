package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
)

// hashTree gives one hash of the names and bytes of all files of a folder.
func hashTree(folder string) (string, error) {
	folder, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return "", fmt.Errorf("find %s: %w", folder, err)
	}
	sum := sha256.New()
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		fmt.Fprintf(sum, "%s %s\n", entry.Type(), path[len(folder):])
		if entry.Type()&fs.ModeSymlink != 0 {
			to, err := os.Readlink(path)
			fmt.Fprintln(sum, to)
			return err
		}
		if !entry.Type().IsRegular() {
			return nil
		}
		return addFile(sum, path)
	})
	if err != nil {
		return "", fmt.Errorf("hash %s: %w", folder, err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

func addFile(to io.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, f)
	return errors.Join(err, f.Close())
}

// hashed are the parts of a name that follow from content.
var hashed = regexp.MustCompile(`[0-9a-f]{8,}`)

// list names what lies in a work folder, two levels deep, with its rights: deeper lie pages and
// tables, which the hash of the release covers.
func list(folder string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		below, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		out = append(out, fmt.Sprintf("%s %s", info.Mode(), hashed.ReplaceAllString(below, "#")))
		if entry.IsDir() && filepath.Dir(below) != "." && below != "." {
			return fs.SkipDir
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", folder, err)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}
