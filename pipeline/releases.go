package pipeline

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"time"

	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/release"
	"jaarcijfers/pipeline/workfolder"
)

// Releases lists the releases that are kept in a work folder, the newest first.
func Releases(work string) ([]release.Kept, error) {
	return release.List(filepath.Join(work, workfolder.Release))
}

// UseRelease makes a release that is kept the current one. A build that finds nothing
// changed then leaves it, and one that makes a new release says that it took its place.
// It tells which release was current, empty for none, and which is.
func UseRelease(ctx context.Context, work, name string, waiting func(file.Holder)) (before, now string, err error) {
	list, err := Releases(work)
	if err != nil {
		return "", "", err
	}
	if _, err := release.Find(list, name); err != nil { // before a lock is made
		return "", "", err
	}
	unlock, err := file.Lock(ctx, filepath.Join(work, workfolder.Lock), time.Now(), waiting)
	if err != nil {
		return "", "", fmt.Errorf("lock work folder: %w", err)
	}
	defer unlock()
	if list, err = Releases(work); err != nil { // a build may have ended meanwhile
		return "", "", err
	}
	chosen, err := release.Find(list, name)
	if err != nil {
		return "", "", err
	}
	for _, k := range list {
		if k.Current {
			before = k.Name
		}
	}
	folder := filepath.Join(work, workfolder.Release)
	if err := release.Use(folder, chosen, list); err != nil {
		return before, "", err
	}
	if err := rememberUsed(work, folder); err != nil {
		return before, chosen.Name, fmt.Errorf("the switch was made, but the next build will undo it: %w", err)
	}
	return before, chosen.Name, nil
}

// rememberUsed keeps for the next build that the current release was chosen. The one that
// the last build left needs no choice.
func rememberUsed(work, folder string) error {
	path := filepath.Join(work, workfolder.State)
	s := lastState(path)
	mark, err := release.Mark(folder)
	if err != nil {
		return fmt.Errorf("keep state: %w", err)
	}
	if s.Used = mark; mark == s.Release {
		s.Used = ""
	}
	text, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("keep state: %w", err)
	}
	if err := file.Write(path, file.PrivateFile, text); err != nil {
		return fmt.Errorf("keep state: %w", err)
	}
	return nil
}
