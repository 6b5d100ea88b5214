package workfolder

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/file"
)

// keptList lists the typed copies.
const keptList = "parts.json"

// A KeptCopy is the typed copy of one file of an extract, and what reading it told.
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

// ReadKept reads which typed copies an earlier run kept, by name; none when the list
// is not whole. Any doubt means reading the files again.
func ReadKept(work string) map[string]KeptCopy {
	text, err := os.ReadFile(filepath.Join(work, Kept, keptList))
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
		p.Snapshot = filepath.Join(work, Kept, name)
		if name != filepath.Base(name) || !file.IsRegular(p.Snapshot) {
			delete(kept, name)
			continue
		}
		kept[name] = p
	}
	return kept
}

// WriteKept writes the list of kept copies, with its hash on the first line.
func WriteKept(work string, kept map[string]KeptCopy) error {
	text, err := json.Marshal(kept)
	if err != nil {
		return fmt.Errorf("list kept rows: %w", err)
	}
	sum := sha256.Sum256(text)
	text = append([]byte(hex.EncodeToString(sum[:])+"\n"), text...)
	if err := file.Write(filepath.Join(work, Kept, keptList), file.PrivateFile, text); err != nil {
		return fmt.Errorf("list kept rows: %w", err)
	}
	return nil
}

// SweepKept removes the typed copies that no list names. Nobody may be running.
func SweepKept(work string) error {
	folder := filepath.Join(work, Kept)
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
		return fmt.Errorf("remove kept rows: %w", err)
	}
	return nil
}

// keptNames are the names of what this program and its earlier versions put into Kept.
// A folder of that name can hold other files too, and those stay.
var keptNames = regexp.MustCompile(`^(parts\.json|[a-z_]+-[0-9a-f]{32}(-[0-9a-f]{32})?\.parquet|part(-[0-9a-f]{32})?\.parquet|` +
	`record\.[a-z_]+-[0-9]+(-[0-9a-f]{32})?\.parquet|bare-[0-9]+\.parquet|keys-[0-9]+\.part|pipe|spill|\.part-[A-Z2-7]{26})$`)

// RemoveKept removes the typed copies.
func RemoveKept(work string) error {
	if err := os.Remove(filepath.Join(work, Kept, keptList)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove kept rows: %w", err)
	}
	return SweepKept(work)
}
