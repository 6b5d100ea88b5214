package engine

import (
	"errors"
	"path/filepath"
	"regexp"
	"strings"

	"jaarcijfers/pipeline/file"
)

// fullSigns are what the engine says when a disk takes no more: the words of the
// system, and its own when it may not put aside more than the disk has room for.
var fullSigns = []struct {
	text  string
	limit bool
}{
	{"no space left on device", false},
	{"disk quota exceeded", false},
	{"max_temp_directory_size", false},
	{"file too large", true},
}

// quotedPath is a file as the engine names it.
var quotedPath = regexp.MustCompile(`["'](/[^"']+)["']`)

// IsFull tells whether an error is one of a full disk.
func IsFull(err error) bool {
	var full *file.FullError
	return errors.As(Full("", err), &full)
}

// Full makes a [file.FullError] of what the engine says of a full disk; any other error,
// and nil, stays as it is. folder is where the engine was writing, for when it does not
// say.
func Full(folder string, err error) error {
	var known *file.FullError
	if err == nil || errors.As(err, &known) {
		return err
	}
	text := err.Error()
	for _, sign := range fullSigns {
		if !strings.Contains(strings.ToLower(text), sign.text) {
			continue
		}
		if found := quotedPath.FindStringSubmatch(text); found != nil {
			folder = filepath.Dir(found[1])
		}
		return &file.FullError{Folder: file.Unfinished(folder), Limit: sign.limit, Err: err}
	}
	return err
}
