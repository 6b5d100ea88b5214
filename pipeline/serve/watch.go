package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// settleTime is how long files must lie still before a build: an editor writes
// a file in several strokes.
const settleTime = 250 * time.Millisecond

// A watcher notices changes in folders from when it is made.
type watcher struct {
	folders []string
	watched []os.FileInfo // which folders those were; nil for one that was not there
	notify  *fsnotify.Watcher
}

func newWatcher(folders []string) (*watcher, error) {
	w := &watcher{folders: folders}
	return w, w.start()
}

// start watches the folders that the names are of now, and no others.
func (w *watcher) start() error {
	err := w.close()
	if err != nil {
		return fmt.Errorf("watch folders: %w", err)
	}
	if w.notify, err = fsnotify.NewWatcher(); err != nil {
		return fmt.Errorf("watch folders: %w", err)
	}
	w.watched = make([]os.FileInfo, len(w.folders))
	for i, folder := range w.folders {
		info, err := os.Stat(folder)
		if errors.Is(err, fs.ErrNotExist) {
			continue // it may come back
		}
		if err == nil {
			err = addTree(w.notify, folder)
		}
		if err != nil {
			return errors.Join(fmt.Errorf("watch %s: %w", folder, err), w.close())
		}
		w.watched[i] = info
	}
	return nil
}

func (w *watcher) close() error {
	if w.notify == nil {
		return nil
	}
	notify := w.notify
	w.notify = nil
	return notify.Close()
}

// replaced tells whether a name is of another folder than the one that is watched: moved
// away, put back, another in its place, or a link that leads elsewhere. Of that the
// system tells nothing to who watches the folder.
func (w *watcher) replaced() bool {
	for i, folder := range w.folders {
		info, err := os.Stat(folder)
		if err != nil {
			info = nil
		}
		if (info == nil) != (w.watched[i] == nil) || info != nil && !os.SameFile(info, w.watched[i]) {
			return true
		}
	}
	return false
}

// run calls changed after files have changed and have lain still for settle, until ctx
// ends. Folders made meanwhile are watched too.
func (w *watcher) run(ctx context.Context, settle time.Duration, changed func()) error {
	defer func() { _ = w.close() }()
	still := time.NewTimer(settle)
	still.Stop()
	look := time.NewTicker(2 * settle)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case event := <-w.notify.Events:
			if !counts(event) {
				continue
			}
			if event.Has(fsnotify.Create) {
				_ = addTree(w.notify, event.Name) // gone again already, or a file: its folder is watched
			}
			still.Reset(settle)
		case <-look.C:
			if w.replaced() {
				if err := w.start(); err != nil {
					return err
				}
				still.Reset(settle)
			}
		case err := <-w.notify.Errors:
			if !errors.Is(err, fsnotify.ErrEventOverflow) { // then it is only not known what changed
				return fmt.Errorf("watch folders: %w", err)
			}
			if err := w.start(); err != nil {
				return err
			}
			still.Reset(settle)
		case <-still.C:
			changed()
		}
	}
}

// addTree watches folder, which may be a link to one, and the folders in it.
func addTree(notify *fsnotify.Watcher, folder string) error {
	target, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return fmt.Errorf("watch %s: %w", folder, err)
	}
	return filepath.WalkDir(target, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("watch %s: %w", path, err)
		}
		if !entry.IsDir() {
			return nil
		}
		if err := notify.Add(path); err != nil {
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
