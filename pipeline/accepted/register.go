package accepted

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jaarcijfers/pipeline/edition"
)

// registerHeader is the header of the register of changes.
var registerHeader = []string{
	"change_id", "decided_on", "version", "file", "row_key", "column_name", "kind", "old_value", "new_value",
	"reason", "explanation_nl", "explanation_en", "decided_by",
}

// ErrRegister says that the register has not the columns that accept writes.
var ErrRegister = errors.New("the header of the register of changes must be")

// A Decision is why a change was made, and who answers for it.
type Decision struct {
	Reason string            // code of codelist reason
	Why    map[string]string // by language
	By     string            // a function, not a person's name
}

// An entry is one row of the register, without its id.
type entry struct {
	File, Key, Column string // of a figure the file is its model
	Kind              edition.Kind
	Before, After     string
	Decision          Decision
}

// readable is a value as the reader of the register takes it. Space at its start or end,
// which the lines of a letter have, is written as a sign: it is part of the value. So is a
// line break or another character that does not show.
func readable(value string) string {
	shown := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return spaceSign
		}
		return r
	}, value)
	inside := strings.TrimSpace(shown)
	if inside == shown {
		return shown
	}
	before, after, _ := strings.Cut(shown, inside)
	if inside == "" {
		before, after = shown, ""
	}
	sign := string(spaceSign)
	return strings.Repeat(sign, utf8.RuneCountInString(before)) + inside + strings.Repeat(sign, utf8.RuneCountInString(after))
}

// spaceSign stands for a space that does not show.
const spaceSign = '␣'

// addToRegister adds entries to the register as it stands, each with the next id. What
// stood in it stays byte for byte.
func addToRegister(text []byte, entries []entry, version, date string) ([]byte, error) {
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read register of changes: %w", err)
	}
	if len(records) == 0 || !slices.Equal(records[0], registerHeader) {
		return nil, fmt.Errorf("%w: %s", ErrRegister, strings.Join(registerHeader, ","))
	}
	out := bytes.NewBuffer(bytes.Clone(text))
	if len(text) > 0 && text[len(text)-1] != '\n' {
		out.WriteByte('\n')
	}
	w := csv.NewWriter(out)
	for i, e := range entries {
		id := fmt.Sprintf("change.%04d", len(records)+i)
		record := []string{
			id, date, version, e.File, e.Key, e.Column, string(e.Kind), e.Before, e.After,
			e.Decision.Reason, e.Decision.Why["nl"], e.Decision.Why["en"], e.Decision.By,
		}
		for i, value := range record {
			record[i] = readable(value)
		}
		if err := w.Write(record); err != nil {
			return nil, fmt.Errorf("write register of changes: %w", err)
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}
