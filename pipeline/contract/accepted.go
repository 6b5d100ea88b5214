package contract

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"time"
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

// Sealed writes the seal of an accepted state into the text of a descriptor. The
// rest stays byte for byte.
func Sealed(text []byte, seal string) ([]byte, error) {
	hash := `{"hash": "` + seal + `"}`
	changed, ok, err := withValue(text, "jaarcijfers", func(ours []byte) ([]byte, error) {
		changed, ok, err := withValue(ours, "accepted", func(accepted []byte) ([]byte, error) {
			return withMember(accepted, "hash", `"`+seal+`"`, "")
		})
		if err != nil || ok {
			return changed, err
		}
		return withMember(ours, "accepted", hash, "")
	})
	if err == nil && !ok {
		changed, err = withMember(text, "jaarcijfers", "{\n    \"accepted\": "+hash+"\n  }", "")
	}
	if err != nil {
		return nil, fmt.Errorf("read descriptor: %w", err)
	}
	return changed, nil
}

var versionShape = regexp.MustCompile(`^[0-9A-Za-z]+([.-][0-9A-Za-z]+)*$`)

// longestVersion is how long a version may be: it is part of names of files.
const longestVersion = 32

// versionForm says in words of code what a version is.
const versionForm = "2026.2"

// IsVersion tells whether a text can be the version of data: letters and digits,
// with single points and hyphens between them. It becomes part of names of files
// and folders.
func IsVersion(text string) bool {
	return len(text) <= longestVersion && versionShape.MatchString(text)
}

// ErrNoVersion says that the descriptor does not name its version.
var ErrNoVersion = errors.New("the descriptor does not name its version")

// Versioned writes the version of the data into the text of a descriptor.
func Versioned(text []byte, version string) ([]byte, error) {
	changed, ok, err := withValue(text, "version", func([]byte) ([]byte, error) { return json.Marshal(version) })
	switch {
	case err != nil:
		return nil, fmt.Errorf("write version: %w", err)
	case !ok:
		return nil, ErrNoVersion
	}
	return changed, nil
}

// Dated writes the day that the data are of into the text of a descriptor that names
// one; the rest stays byte for byte. The error says that date is no day.
func Dated(text []byte, date string) ([]byte, error) {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return nil, fmt.Errorf("read day: %w", err)
	}
	changed, _, err := withValue(text, "created", func([]byte) ([]byte, error) { return json.Marshal(day) })
	if err != nil {
		return nil, fmt.Errorf("write day: %w", err)
	}
	return changed, nil
}
