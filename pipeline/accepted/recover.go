package accepted

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
)

// Recover undoes an accept that the machine broke off between the renames:
// the state that the descriptor names comes back, and its register. What a stopped
// accept had half written goes.
func Recover(ctx context.Context, dir string) error {
	unlock, err := file.LockFolder(ctx, dir, nil)
	if err != nil {
		return err
	}
	defer unlock()
	return undoAccept(dir)
}

// undoAccept is Recover for who has the lock.
func undoAccept(dir string) error {
	if err := removeParts(dir); err != nil {
		return err
	}
	last, state := filepath.Join(dir, lastState), filepath.Join(dir, stateFolder)
	_, err := os.Stat(last)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // nothing was broken off
	}
	if err != nil {
		return fmt.Errorf("look for what was broken off: %w", err)
	}
	data, err := file.ReadFolder(context.Background(), dir, contract.FolderLimits)
	if err != nil {
		return fmt.Errorf("read data folder: %w", err)
	}
	pkg, _, err := contract.LoadShape(data)
	if err != nil || pkg == nil {
		return err
	}
	have, err := contract.Seal(data)
	if err != nil {
		return err
	}
	if have == pkg.Seal { // only the old state was left
		return file.Remove(last)
	}
	if err := errors.Join(file.Remove(state), file.Move(last, state)); err != nil {
		return fmt.Errorf("put back the accepted state: %w", err)
	}
	text, err := os.ReadFile(filepath.Join(dir, copies, RegisterFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read accepted register: %w", err)
	}
	return file.Write(filepath.Join(dir, RegisterFile), dataFileMode, text)
}

// removeParts removes files that were being written when the machine stopped.
func removeParts(dir string) error {
	return errors.Join(file.Sweep(dir), file.Remove(filepath.Join(dir, nextState)))
}
