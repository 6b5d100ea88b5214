package contract

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
)

// AcceptedFolder holds the accepted state in a data folder: the files as they were
// accepted last, and the figures that the report showed with them. The descriptor
// names its hash, the seal, so that it cannot be changed or taken away unseen.
const AcceptedFolder = "accepted"

// Rules about the accepted state.
const (
	RuleAcceptedGone    Rule = "accepted_gone"
	RuleAcceptedChanged Rule = "accepted_changed"
	RuleAcceptedNone    Rule = "accepted_none"
	RuleRowChanged      Rule = "accepted_row_changed"
	RuleRowGone         Rule = "accepted_row_gone"
)

// Seal is the hash over all files of the accepted state of a data folder; empty
// when there is none.
func Seal(folder fs.FS) (string, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(folder, AcceptedFolder, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := fs.Stat(folder, name)
		if err == nil && !info.Mode().IsRegular() || errors.Is(err, fs.ErrNotExist) {
			files[name] = nil // it is refused, and the seal is another
			return nil
		}
		files[name], err = fs.ReadFile(folder, name)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("read accepted state: %w", err)
	}
	return SealOf(files), nil
}

// SealOf is the same for files by their path in the data folder.
func SealOf(files map[string][]byte) string {
	if len(files) == 0 {
		return ""
	}
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		_, _ = fmt.Fprintf(h, "%q %x\n", name, sha256.Sum256(files[name])) // a hash takes all that is written to it
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}

// checkSeal compares the accepted state with its seal.
func (l *loader) checkSeal(p *Package) error {
	have, err := Seal(l.folder)
	if err != nil {
		return err
	}
	switch have {
	case p.Seal:
	case "":
		l.violations = append(l.violations, Violation{
			Severity: Error, File: DescriptorFile, Line: l.lineOf("", "jaarcijfers/accepted/hash"), Rule: RuleAcceptedGone, Value: AcceptedFolder, Expected: p.Seal,
		})
	default:
		l.violations = append(l.violations, Violation{
			Severity: Error, File: AcceptedFolder, Rule: RuleAcceptedChanged, Value: have, Expected: p.Seal,
		})
	}
	return nil
}
