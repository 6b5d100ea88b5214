package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"jaarcijfers/pipeline/contract"
)

// An entry is what is kept beside a snapshot: what the reader found, so that a
// file that is not read again still says what is wrong with it.
type entry struct {
	Whole      bool                 `json:"whole"`
	Rows       int                  `json:"rows"`
	Violations []contract.Violation `json:"violations,omitempty"`
	Rejects    []Reject             `json:"rejects,omitempty"`
}

func (o *outcome) kept() entry {
	return entry{Whole: o.whole, Rows: len(o.rows), Violations: o.violations, Rejects: o.rejects}
}

// readEntry finds an earlier snapshot; anything less than a whole one is read
// again.
func readEntry(path string) (entry, bool) {
	text, err := os.ReadFile(path + ".json")
	if err != nil {
		return entry{}, false
	}
	var e entry
	if err := json.Unmarshal(text, &e); err != nil {
		return entry{}, false
	}
	if _, err := os.Stat(path + ".parquet"); e.Whole && err != nil {
		return entry{}, false
	}
	return e, true
}

// writeEntry writes the snapshot first: an entry says that it is there.
func writeEntry(path string, o *outcome, e entry) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make snapshot folder: %w", err)
	}
	if e.Whole {
		var b bytes.Buffer
		if err := writeParquet(&b, o.columns, o.rows); err != nil {
			return fmt.Errorf("write snapshot of %s: %w", o.resource.Path, err)
		}
		if err := writeFile(path+".parquet", b.Bytes()); err != nil {
			return err
		}
	}
	text, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("write snapshot of %s: %w", o.resource.Path, err)
	}
	return writeFile(path+".json", text)
}

// writeFile makes a file appear whole or not at all.
func writeFile(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".part-")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	_, err = f.Write(content)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
