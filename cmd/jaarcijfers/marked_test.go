package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/net/html"
)

// unmarked are the files of a release that are the same in every release and hold
// no figures.
var unmarked = []string{
	"assets/early.js", "assets/echarts-LICENSE.txt", "assets/echarts.js", "assets/icon.svg", "assets/site.js", "assets/style.css",
}

// marked folder word...: every file below the folder has one of the words in its
// name, or in what of its content goes with it: the title of a page, a part of a
// workbook, the text of anything else. A page has it in its title whatever its name.
func marked(ts *testscript.TestScript, _ bool, args []string) {
	root, err := filepath.EvalSymlinks(ts.MkAbs(args[0]))
	ts.Check(err)
	var without []string
	files := 0
	ts.Check(filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil || slices.Contains(unmarked, filepath.ToSlash(name)) {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		told, err := goesWith(filepath.Base(path), text)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		if !slices.ContainsFunc(args[1:], func(word string) bool { return strings.Contains(strings.ToLower(told), word) }) {
			without = append(without, name)
		}
		return nil
	}))
	if len(without) > 0 || files == 0 {
		ts.Fatalf("%d of %d files do not bear %q: %q", len(without), files, args[1:], without)
	}
}

// goesWith is what tells of a file that lies by itself what it is.
func goesWith(name string, text []byte) (string, error) {
	switch filepath.Ext(name) {
	case ".html":
		return pageTitle(text)
	case ".xlsx":
		content, err := unzipped(text)
		return name + content, err
	case ".duckdb": // the script asks it
		return name, nil
	}
	return name + string(text), nil
}

func pageTitle(text []byte) (string, error) {
	page, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return "", err
	}
	for n := range page.Descendants() {
		if n.Type == html.ElementNode && n.Data == "title" && n.FirstChild != nil && n.Namespace == "" {
			return n.FirstChild.Data, nil
		}
	}
	return "", nil
}

func unzipped(text []byte) (string, error) {
	book, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return "", err
	}
	var all strings.Builder
	for _, part := range book.File {
		f, err := part.Open()
		if err != nil {
			return "", err
		}
		if _, err := io.Copy(&all, f); err != nil {
			return "", err
		}
	}
	return all.String(), nil
}
