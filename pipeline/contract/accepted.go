package contract

import (
	"bytes"
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
		if err == nil && !e.IsDir() {
			files[name], err = fs.ReadFile(folder, name)
		}
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

var (
	sealOf    = regexp.MustCompile(`("accepted"\s*:\s*\{\s*"hash"\s*:\s*)"[^"]*"`)
	lastBrace = regexp.MustCompile(`\s*\}\s*$`)
	ownObject = regexp.MustCompile(`\s*\}$`)
)

// Sealed writes the seal of an accepted state into the text of a descriptor. The
// rest stays byte for byte.
func Sealed(text []byte, seal string) ([]byte, error) {
	var d struct {
		Ours json.RawMessage `json:"jaarcijfers"`
	}
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("read descriptor: %w", err)
	}
	entry := `"accepted": {"hash": "` + seal + `"}`
	switch {
	case d.Ours == nil:
		return lastBrace.ReplaceAll(text, []byte(",\n  \"jaarcijfers\": {\n    "+entry+"\n  }\n}\n")), nil
	case sealOf.Match(d.Ours):
		return bytes.Replace(text, d.Ours, sealOf.ReplaceAll(d.Ours, []byte(`${1}"`+seal+`"`)), 1), nil
	default:
		comma := ","
		if bytes.Equal(bytes.Join(bytes.Fields(d.Ours), nil), []byte("{}")) {
			comma = ""
		}
		return bytes.Replace(text, d.Ours, ownObject.ReplaceAll(d.Ours, []byte(comma+"\n    "+entry+"\n  }")), 1), nil
	}
}

var versionOf = regexp.MustCompile(`(\n  "version"\s*:\s*)"[^"]*"`)

// ErrNoVersion says that the descriptor does not name its version where it can be
// replaced: on a line of its own, two spaces in.
var ErrNoVersion = errors.New("the descriptor has no line with its version")

// Versioned writes the version of the data into the text of a descriptor.
func Versioned(text []byte, version string) ([]byte, error) {
	if !versionOf.Match(text) {
		return nil, ErrNoVersion
	}
	quoted, err := json.Marshal(version)
	if err != nil {
		return nil, fmt.Errorf("write version: %w", err)
	}
	at := versionOf.FindSubmatchIndex(text)
	return append(append(bytes.Clone(text[:at[3]]), quoted...), text[at[1]:]...), nil
}

var createdOf = regexp.MustCompile(`(\n  "created"\s*:\s*)"[^"]*"`)

// Dated writes the day that the data are of into the text of a descriptor that has
// a line for it; the rest stays byte for byte. The error says that date is no day.
func Dated(text []byte, date string) ([]byte, error) {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return nil, fmt.Errorf("read day: %w", err)
	}
	at := createdOf.FindSubmatchIndex(text)
	if at == nil {
		return text, nil
	}
	quoted := `"` + day.Format(time.RFC3339) + `"`
	return append(append(bytes.Clone(text[:at[3]]), quoted...), text[at[1]:]...), nil
}
