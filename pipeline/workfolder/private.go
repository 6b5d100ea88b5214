package workfolder

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"syscall"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
)

// What of persons is in the work folder, only its owner may look into. scratchFolder
// has what a run needs of rows as long as it lasts: typed copies of the files, what
// does not fit in memory, and the list of rejects that is being written. keptFolder
// has typed copies for the next run, when that was asked for.
const (
	ScratchFolder = "scratch"
	KeptFolder    = "extract"
	keptList      = "parts.json"
)

// Sweep takes away what runs that were killed left of persons in a work folder, and
// touches nothing that another process uses. Every verb that opens the folder does so
// first. In a folder that this user may only read, it does nothing.
func Sweep(ctx context.Context, work string) error {
	err := sweep(ctx, work)
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("take away what an earlier run left: %w", err)
	}
	return nil
}

func sweep(ctx context.Context, work string) error {
	if err := file.SweepScratch(ctx, filepath.Join(work, ScratchFolder)); err != nil {
		return err
	}
	if _, err := os.Lstat(filepath.Join(work, KeptFolder)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	unlock, free, err := file.TryLock(filepath.Join(work, "lock"))
	switch {
	case errors.Is(err, fs.ErrNotExist): // no run was ever there
		return nil
	case err != nil:
		return err
	case !free: // its owner is at work, and takes it away
		return nil
	}
	defer unlock()
	return SweepKept(work)
}

// WorkOf finds the work folder that a released or private database is in.
func Of(database string) (work string, found bool) {
	for _, folder := range []string{filepath.Dir(database), filepath.Dir(filepath.Dir(filepath.Dir(database)))} {
		if IsRegular(filepath.Join(folder, "lock")) {
			return folder, true
		}
	}
	return "", false
}

// sweepKept takes away the typed copies that no list names. Nobody may be running.
func SweepKept(work string) error {
	folder := filepath.Join(work, KeptFolder)
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look at kept rows: %w", err)
	}
	kept := ReadKept(work)
	var errs []error
	for _, e := range entries {
		_, known := kept[e.Name()]
		if known = known || len(kept) > 0 && e.Name() == keptList; !known && keptNames.MatchString(e.Name()) {
			errs = append(errs, file.Remove(filepath.Join(folder, e.Name())))
		}
	}
	if len(kept) == 0 {
		_ = os.Remove(folder) // when it is empty
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("take away rows: %w", err)
	}
	return nil
}

// keptNames are the names of what this program and its earlier versions put into keptFolder.
// A folder of that name can hold other files too, and those stay.
var keptNames = regexp.MustCompile(`^(parts\.json|[a-z_]+-[0-9a-f]{32}(-[0-9a-f]{32})?\.parquet|part(-[0-9a-f]{32})?\.parquet|` +
	`record\.[a-z_]+-[0-9]+(-[0-9a-f]{32})?\.parquet|bare-[0-9]+\.parquet|keys-[0-9]+\.part|pipe|spill|\.part-[A-Z2-7]{26})$`)

// removeKept takes away the typed copies.
func RemoveKept(work string) error {
	if err := os.Remove(filepath.Join(work, KeptFolder, keptList)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("take away rows: %w", err)
	}
	return SweepKept(work)
}

// A keptCopy is the typed copy of one file of an extract, and what reading it told.
type KeptCopy struct {
	Snapshot string `json:"-"` // path
	Copy     string // hash of the snapshot; empty as long as it is not kept
	SHA256   string // of the file
	Records  int
	Notes    []contract.Violation
	// Unique names the set of snapshots of one table, this one among them, in which
	// no key occurs twice.
	Unique string `json:",omitempty"`
}

// readKept reads which typed copies an earlier run kept, by name; none when the list
// is not whole. Any doubt means reading the files again.
func ReadKept(work string) map[string]KeptCopy {
	text, err := os.ReadFile(filepath.Join(work, KeptFolder, keptList))
	if err != nil || len(text) < 2*sha256.Size+1 {
		return nil
	}
	sum, rest := text[:2*sha256.Size], text[2*sha256.Size+1:]
	if hash := sha256.Sum256(rest); string(sum) != hex.EncodeToString(hash[:]) {
		return nil
	}
	kept := map[string]KeptCopy{}
	if json.Unmarshal(rest, &kept) != nil {
		return nil
	}
	for name, p := range kept {
		p.Snapshot = filepath.Join(work, KeptFolder, name)
		if name != filepath.Base(name) || !IsRegular(p.Snapshot) {
			delete(kept, name)
			continue
		}
		kept[name] = p
	}
	return kept
}

func IsRegular(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode().IsRegular()
}

// writeKept writes the list of kept copies, with its hash on the first line.
func WriteKept(work string, kept map[string]KeptCopy) error {
	text, err := json.Marshal(kept)
	if err != nil {
		return fmt.Errorf("list kept rows: %w", err)
	}
	sum := sha256.Sum256(text)
	text = append([]byte(hex.EncodeToString(sum[:])+"\n"), text...)
	if err := file.Write(filepath.Join(work, KeptFolder, keptList), file.PrivateFile, text); err != nil {
		return fmt.Errorf("list kept rows: %w", err)
	}
	return nil
}
