package workfolder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"jaarcijfers/pipeline/file"
)

// Sweep removes what runs that were killed left of persons in a work folder, and
// touches nothing that another process uses. Every verb that opens the folder does so
// first. In a folder that this user may only read, it does nothing.
func Sweep(ctx context.Context, work string) error {
	err := sweep(ctx, work)
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("remove what an earlier run left: %w", err)
	}
	return nil
}

func sweep(ctx context.Context, work string) error {
	if err := file.SweepScratch(ctx, filepath.Join(work, Scratch)); err != nil {
		return err
	}
	if _, err := os.Lstat(filepath.Join(work, Kept)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	unlock, free, err := file.TryLock(filepath.Join(work, Lock))
	switch {
	case errors.Is(err, fs.ErrNotExist): // no run was ever there
		return nil
	case err != nil:
		return err
	case !free: // its owner is at work, and removes it
		return nil
	}
	defer unlock()
	return SweepKept(work)
}

// SweepLocked is Sweep for the run that has the lock: it also removes typed copies that no
// list names, and files that a run which was killed was writing.
func SweepLocked(ctx context.Context, work string) error {
	errs := []error{Sweep(ctx, work), SweepKept(work)}
	for _, folder := range []string{".", Drawings, Release} {
		if err := file.Sweep(filepath.Join(work, folder)); err != nil {
			errs = append(errs, fmt.Errorf("remove what a run left: %w", err))
		}
	}
	return errors.Join(errs...)
}
