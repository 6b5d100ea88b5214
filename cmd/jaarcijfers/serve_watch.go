package main

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settleTime is how long files must lie still before a build: an editor writes
// a file in several strokes.
const settleTime = 250 * time.Millisecond

// watch calls changed after files in folders have changed and have lain still
// for settle, until ctx ends. Folders made meanwhile are watched too.
func watch(ctx context.Context, folders []string, settle time.Duration, changed func()) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watch folders: %w", err)
	}
	defer func() { _ = watcher.Close() }()
	for _, folder := range folders {
		if err := addTree(watcher, folder); err != nil {
			return err
		}
	}
	still := time.NewTimer(settle)
	still.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case event := <-watcher.Events:
			if !counts(event) {
				continue
			}
			if event.Has(fsnotify.Create) {
				_ = addTree(watcher, event.Name) // gone again already, or a file: its folder is watched
			}
			still.Reset(settle)
		case err := <-watcher.Errors:
			return fmt.Errorf("watch folders: %w", err)
		case <-still.C:
			changed()
		}
	}
}

// addTree watches folder and the folders in it.
func addTree(watcher *fsnotify.Watcher, folder string) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("watch %s: %w", path, err)
		}
		if !entry.IsDir() {
			return nil
		}
		if err := watcher.Add(path); err != nil {
			return fmt.Errorf("watch %s: %w", path, err)
		}
		return nil
	})
}

// counts leaves out what is no change of content: permissions, and the hidden
// and backup files of editors.
func counts(event fsnotify.Event) bool {
	name := filepath.Base(event.Name)
	if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") {
		return false
	}
	return event.Has(fsnotify.Create) || event.Has(fsnotify.Write) || event.Has(fsnotify.Remove) || event.Has(fsnotify.Rename)
}
