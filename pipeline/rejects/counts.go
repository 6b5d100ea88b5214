package rejects

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"jaarcijfers/pipeline/file"
	"jaarcijfers/pipeline/report"
)

// countsFile, beside File, holds how the rejected rows of an extract stand
// to their budgets, and what else the list of them does not tell.
const countsFile = "rejects.json"

// Counts is what countsFile holds.
type Counts struct {
	Synthetic bool                         `json:"synthetic"`
	Unlisted  int                          `json:"unlisted"` // faults that are not in the list
	Counts    []report.RejectCount         `json:"counts"`
	Kinds     []Kind                       `json:"kinds"`
	Tables    map[string]string            `json:"tables"` // resources of the contract by the tables of the list
	Rules     map[string]map[string]string `json:"rules"`  // what a rule of sql/reject says must not be, by language
}

// A Kind is how many faults of one kind there are in a file and year of an
// extract, listed or not.
type Kind struct {
	Table  string `json:"table"` // as in the list
	File   string `json:"file"`
	Rule   string `json:"rule"`
	Column string `json:"column"`
	Period string `json:"period"`
	Faults int    `json:"faults"`
}

// removeCounts removes what an earlier run counted.
func removeCounts(work string) error {
	if err := file.Remove(filepath.Join(work, countsFile)); err != nil {
		return fmt.Errorf("remove old counts of rejects: %w", err)
	}
	return nil
}

// Write writes the counts of an extract beside the list of its rejected rows.
func (c *Counts) Write(work string) error {
	slices.SortFunc(c.Kinds, func(a, b Kind) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Table, b.Table), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Period, b.Period))
	})
	text, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("keep counts of rejects: %w", err)
	}
	if err := file.Write(filepath.Join(work, countsFile), file.PrivateFile, text); err != nil {
		return fmt.Errorf("keep counts of rejects: %w", err)
	}
	return nil
}

// readCounts reads what the last run counted; nothing when it read no extract.
func readCounts(work string) (*Counts, error) {
	text, err := os.ReadFile(filepath.Join(work, countsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return &Counts{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read counts of rejects: %w", err)
	}
	c := &Counts{}
	if err := json.Unmarshal(text, c); err != nil {
		return nil, fmt.Errorf("read counts of rejects: %w", err)
	}
	return c, nil
}
